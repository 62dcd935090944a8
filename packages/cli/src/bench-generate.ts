import path from "node:path";
import { at } from "@pairlab/domain/at";
import { GenerationSpec } from "@pairlab/domain/generation-spec";
import { runEnvironment } from "@pairlab/pipeline/adapters/run-environment";
import { inspectRun, type KeyedJob } from "@pairlab/pipeline/inspect-run";
import { createPainterPool } from "@pairlab/pipeline/painter-pool";
import type { Painter } from "@pairlab/pipeline/painting";
import type { CommandContext } from "./command-context.ts";
import { pipelineFolders } from "./pipeline-folders.ts";
import { readDocument } from "./read-document.ts";

/** The speed of one arm: one painter, loading and the first picture not counted. */
interface ArmSpeed {
  armId: string;
  modelId: string;
  steps: number;
  images: number;
  imagesPerSecond: number;
  /** Milliseconds a picture, all in; the runtime's own part of it. */
  medianMs: number;
  medianInferenceMs: number;
}

/**
 * Speed of each arm of a spec and the process's peak memory, measured here and now.
 *
 * Times depend on what else the machine does: compare arms of one measurement, not measurements.
 */
export async function benchGenerate(
  { root, folders, terminal }: CommandContext,
  specFile: string,
  images: number,
) {
  const spec = readDocument(GenerationSpec, specFile);
  const places = pipelineFolders(root, folders);
  const run = await inspectRun(spec, path.dirname(specFile), places, false);
  const { threads } = run.threads;
  const pool = createPainterPool({ threads, provider: "cpu" }, 1);
  const arms: ArmSpeed[] = [];
  const progress = terminal.progress("measure", run.resolved.arms.length);
  try {
    for (const arm of run.resolved.arms) {
      const jobs = run.jobs.filter((job) => job.arm.id === arm.id);
      arms.push(await armSpeed(at(pool.painters, 0), jobs, images));
      progress.update(arms.length, arms.length);
    }
  } finally {
    progress.end();
    await pool.close();
  }
  const peakMemoryMb = Math.round(process.resourceUsage().maxRSS / 1024);
  return {
    bench: "generate",
    arms,
    peakMemoryMb,
    painters: 1,
    environment: runEnvironment(threads, "cpu"),
  };
}

async function armSpeed(
  painter: Painter,
  jobs: readonly KeyedJob[],
  images: number,
): Promise<ArmSpeed> {
  const paint = (index: number) => {
    const { model, arm, settings, prompt, seed } = at(jobs, index % jobs.length);
    return painter.paint({ model, arm, settings, prompt: prompt.text, seed });
  };
  await paint(0);
  const started = performance.now();
  const totals: number[] = [];
  const inferences: number[] = [];
  for (let index = 1; index <= images; index += 1) {
    const { durationsMs } = await paint(index);
    totals.push(durationsMs.total);
    inferences.push(durationsMs.inference);
  }
  const { arm } = at(jobs, 0);
  return {
    armId: arm.id,
    modelId: arm.modelId,
    steps: arm.steps,
    images,
    imagesPerSecond: rounded((images * 1000) / (performance.now() - started)),
    medianMs: rounded(median(totals)),
    medianInferenceMs: rounded(median(inferences)),
  };
}

const median = (values: readonly number[]): number =>
  at(
    values.toSorted((a, b) => a - b),
    Math.floor(values.length / 2),
  );

const rounded = (value: number): number => Number(value.toPrecision(3));
