import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { GenerationSpec } from "@pairlab/domain/generation-spec";
import { openObjectStore } from "../src/adapters/object-store.ts";
import { type InspectedRun, inspectRun, type PipelineFolders } from "../src/inspect-run.ts";

const root = path.resolve(import.meta.dirname, "../../..");

/** A place to measure in, which goes when the work is done, with the embedded models or those of another folder. */
export async function inBenchFolders<T>(
  work: (folders: PipelineFolders) => Promise<T>,
  models = path.join(root, "models"),
): Promise<T> {
  const state = mkdtempSync(path.join(tmpdir(), "pairlab-bench-"));
  const folders = {
    models,
    added: path.join(state, "models"),
    runs: path.join(state, "runs"),
    stamps: path.join(state, "stamps.json"),
    speeds: path.join(state, "speeds.json"),
  };
  try {
    return await work(folders);
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

/** A spec made ready for one painter of one thread; prompts are the demonstration's unless it names others. */
export async function benchRun(spec: object, folders: PipelineFolders): Promise<InspectedRun> {
  const prompts = path.join(root, "datasets/prompts.v1.jsonl");
  const whole = GenerationSpec.parse({ version: 1, name: "bench", prompts, ...spec });
  const run = await inspectRun(whole, path.join(root, "datasets"), folders, false);
  return { ...run, threads: { workers: 1, threads: 1 } };
}

/** The store of a run that is measured. */
export const benchStore = ({ runs }: PipelineFolders) =>
  openObjectStore({ runs, decode: false, readOnly: false, onRemark: () => undefined });

/** One line of a measurement. */
export function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
