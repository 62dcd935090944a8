import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import type { SchedulerName } from "@pairlab/domain/scheduler-name";
import { z } from "zod";
import { neutralSettings, readSettings } from "../core/samplers/read-settings.ts";
import {
  Ddim,
  DpmSolver,
  Euler,
  EulerAncestral,
  FlowMatch,
  Lcm,
  Pndm,
  type Spaced,
  Trained,
} from "./scheduler-schemas.ts";

/** What a model's own scheduler_config.json asks for. */
export interface OwnScheduler {
  scheduler: SchedulerName;
  settings: SamplerSettings;
}

const flowClass = "FlowMatchEulerDiscreteScheduler";

interface SchedulerClass {
  /** What a document of this class may turn out to be. */
  names: readonly SchedulerName[];
  read: (document: unknown, source: string) => OwnScheduler;
}

/** diffusers' classes that are implemented. */
const classes: Readonly<Record<string, SchedulerClass>> = {
  EulerDiscreteScheduler: {
    names: ["euler"],
    read: reader(Euler, (config) => own("euler", spacingOf(config))),
  },
  EulerAncestralDiscreteScheduler: {
    names: ["euler_a"],
    read: reader(EulerAncestral, (config) => own("euler_a", spacingOf(config))),
  },
  DDIMScheduler: {
    names: ["ddim"],
    read: reader(Ddim, (config) => own("ddim", withLastAlpha(config))),
  },
  PNDMScheduler: {
    names: ["pndm"],
    read: reader(Pndm, (config) => own("pndm", withLastAlpha(config))),
  },
  DPMSolverMultistepScheduler: {
    names: ["dpmpp_2m", "dpmpp_2m_karras"],
    read: reader(DpmSolver, (config) =>
      own(config.use_karras_sigmas ? "dpmpp_2m_karras" : "dpmpp_2m", spacingOf(config)),
    ),
  },
  LCMScheduler: {
    names: ["lcm"],
    read: reader(Lcm, (config) =>
      own("lcm", {
        prediction: config.prediction_type,
        originalSteps: config.original_inference_steps,
        timestepScaling: config.timestep_scaling,
      }),
    ),
  },
  [flowClass]: {
    names: ["flow_euler"],
    read: reader(FlowMatch, ({ shift }) =>
      own("flow_euler", { prediction: "flow", spacing: "linspace", shift }),
    ),
  },
};

/**
 * The scheduler that a model's own scheduler_config.json is, and how it is set up.
 *
 * Throws: KnownError (input, REQ_UNSUPPORTED) for classes and settings that aren't implemented.
 */
export function ownScheduler(document: unknown, source: string): OwnScheduler {
  const name = className(document, source);
  const known = classes[name];
  if (known !== undefined) return known.read(document, source);
  throw new KnownError("input", `unknown scheduler: ${name} (${source})`, {
    code: "REQ_UNSUPPORTED",
    hint: `this version knows ${Object.keys(classes).join(", ")}; or name one of its schedulers`,
  });
}

/** The schedulers that a model's own document may be: none for a class that isn't implemented. */
export const ownNames = (document: unknown, source: string): readonly SchedulerName[] =>
  classes[className(document, source)]?.names ?? [];

/**
 * What a model with this scheduler_config.json predicts, whichever scheduler runs it.
 *
 * Throws: KnownError (input, REQ_UNSUPPORTED) for noise that isn't Stable Diffusion's.
 */
export function predictionOf(document: unknown, source: string): SamplerSettings["prediction"] {
  if (className(document, source) === flowClass) return "flow";
  return parsed(Trained, document, source).prediction_type;
}

const className = (document: unknown, source: string) =>
  parsed(z.object({ _class_name: z.string() }), document, source)._class_name;

function reader<S extends z.ZodType>(
  schema: S,
  read: (config: z.infer<S>) => OwnScheduler,
): SchedulerClass["read"] {
  return (document, source) => read(parsed(schema, document, source));
}

function own(
  scheduler: SchedulerName,
  settings: Partial<SamplerSettings> & Pick<SamplerSettings, "prediction">,
): OwnScheduler {
  return { scheduler, settings: readSettings(scheduler, { ...neutralSettings, ...settings }) };
}

const spacingOf = (config: Spaced) => ({
  prediction: config.prediction_type,
  spacing: config.timestep_spacing,
  stepsOffset: config.steps_offset,
});

const withLastAlpha = (config: Spaced & { set_alpha_to_one: boolean }) => ({
  ...spacingOf(config),
  setAlphaToOne: config.set_alpha_to_one,
});

/** A document of the schema; what else it holds is another way of sampling, which this version doesn't have. */
function parsed<S extends z.ZodType>(schema: S, document: unknown, source: string): z.infer<S> {
  try {
    return parseDocument(schema, document, source);
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    throw new KnownError(error.kind, error.message, {
      code: "REQ_UNSUPPORTED",
      hint: "this version can't sample that way; name another scheduler for this model",
      ...(error.details === undefined ? {} : { details: error.details }),
      cause: error,
    });
  }
}
