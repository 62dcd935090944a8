import { KnownError } from "@pairlab/domain/errors";
import type { ModelComponents, ModelFamily } from "@pairlab/domain/model-registry";
import { parseDocument } from "@pairlab/domain/parse-document";
import { z } from "zod";

const Index = z.looseObject({ _class_name: z.string(), _name_or_path: z.string().optional() });

/** What a model_index.json says of a model: its family and the folders it consists of. */
export interface ModelLayout {
  family: ModelFamily;
  components: ModelComponents;
  /** The repository that the exporter started from, where it says so. */
  exportedFrom?: string;
}

const oneEncoder = {
  tokenizer: "tokenizer",
  text_encoder: "text_encoder",
  unet: "unet",
  vae_decoder: "vae_decoder",
  scheduler: "scheduler",
} as const satisfies ModelComponents;

const components: Record<ModelFamily, ModelComponents> = {
  sd: oneEncoder,
  sdxl: { ...oneEncoder, tokenizer_2: "tokenizer_2", text_encoder_2: "text_encoder_2" },
};

const supported = [
  "StableDiffusionXLPipeline",
  "StableDiffusionPipeline",
  "LatentConsistencyModelPipeline",
];

/**
 * The layout that a model_index.json stands for.
 *
 * Exporters put `ORT` (Optimum) or `Onnx` (diffusers' script) before diffusers' class names.
 * Throws: KnownError (input, MODEL_LAYOUT) for pipelines that can't be run, by name.
 */
export function modelLayout(document: unknown, source: string): ModelLayout {
  const index = parseDocument(Index, document, source);
  const name = index._class_name.replace(/^(ORT|Onnx)/, "");
  const hasSecond = "text_encoder_2" in index && !isAbsent(index.text_encoder_2);
  if (!supported.includes(name) || (name === "StableDiffusionXLPipeline" && !hasSecond))
    throw new KnownError("input", `unknown pipeline: ${index._class_name} (${source})`, {
      code: "MODEL_LAYOUT",
      hint: `this version runs ${supported.join(", ")}, with text_encoder_2 for SDXL; pictures of any other program come in with npx pairlab images import`,
    });
  const isXl =
    name === "StableDiffusionXLPipeline" ||
    (name === "LatentConsistencyModelPipeline" && hasSecond);
  const family = isXl ? "sdxl" : "sd";
  return {
    family,
    components: components[family],
    ...(index._name_or_path === undefined ? {} : { exportedFrom: index._name_or_path }),
  };
}

/** diffusers writes a component that a pipeline lacks as `[null, null]`. */
const isAbsent = (component: unknown): boolean =>
  component === null || (Array.isArray(component) && component.every((part) => part === null));
