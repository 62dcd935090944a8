import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { GenerationSpec } from "@pairlab/domain/generation-spec";
import { GeneratedManifest } from "@pairlab/domain/manifest";
import { parseDocument } from "@pairlab/domain/parse-document";
import { onTestFinished } from "vitest";
import { type GeneratedRun, type GenerateOptions, generate } from "./generate.ts";
import { type InspectedRun, inspectRun, type PipelineFolders } from "./inspect-run.ts";

const embedded = path.resolve(import.meta.dirname, "../../../models");

/** An empty folder that goes when the test ends. */
export function emptyFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "pairlab-pipeline-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export const promptLines = [
  '{"id":"star","text":"a red star on a white background"}',
  '{"id":"ring","text":"a purple ring on a green background"}',
  '{"id":"fish","text":"an orange fish on a blue background"}',
];

export const turbo1 = { id: "turbo-1", model: "mini-sdxl-turbo", steps: 1 };
export const lcm2 = { id: "lcm-2", model: "mini-sdxl-lcm", steps: 2 };

/** A place to generate in: a spec and its prompts in one folder, runs in another. */
export interface Studio {
  /** Holds spec.json and its prompts. */
  root: string;
  folders: PipelineFolders;
  inspect(spec?: object): Promise<InspectedRun>;
  /** Inspects and generates, all pictures and in silence unless told otherwise. */
  generate(spec?: object, options?: Partial<GenerateOptions>): Promise<GeneratedRun>;
  manifest(): GeneratedManifest;
}

/** A studio with the embedded models and the prompts above, or with others. */
export function studio({ models = embedded, prompts = promptLines } = {}): Studio {
  const root = emptyFolder();
  writeFileSync(path.join(root, "prompts.jsonl"), `${prompts.join("\n")}\n`);
  const runs = path.join(root, "runs");
  const folders = {
    models,
    added: path.join(root, "added"),
    runs,
    stamps: path.join(root, "stamps.json"),
    speeds: path.join(root, "speeds.json"),
  };
  const inspect = async (spec = {}) => {
    const whole = {
      version: 1,
      name: "small",
      prompts: "prompts.jsonl",
      arms: [turbo1, lcm2],
      ...spec,
    };
    return inspectRun(parseDocument(GenerationSpec, whole, "spec.json"), root, folders, false);
  };
  return {
    root,
    folders,
    inspect,
    generate: async (spec, options) =>
      generate(await inspect(spec), { ...quiet(folders), ...options }),
    manifest: () =>
      GeneratedManifest.parse(
        JSON.parse(readFileSync(path.join(runs, "small/manifest.json"), "utf8")),
      ),
  };
}

/** Options that make every picture and say nothing. */
export const quiet = (folders: PipelineFolders): GenerateOptions => ({
  folders,
  provider: "cpu",
  signal: new AbortController().signal,
  now: () => new Date("2026-01-01T00:00:00.000Z"),
  verify: false,
  dryRun: false,
  onProgress: () => undefined,
  onRemark: () => undefined,
});

/** A copy of the embedded models that a test may damage. */
export async function copiedModels(): Promise<string> {
  const folder = emptyFolder();
  const keep = (from: string) =>
    !/golden|vae_encoder|sheet\.png/.test(path.relative(embedded, from));
  await cp(embedded, folder, { recursive: true, filter: keep });
  return folder;
}

/** Pixel hashes of a manifest by arm, prompt and seed: what must not depend on how a run went. */
export const pixelHashes = ({ images }: GeneratedManifest): Record<string, string> =>
  Object.fromEntries(
    images.map(({ armId, promptId, seed, pixelsSha256 }) => [
      `${armId} ${promptId} ${seed}`,
      pixelsSha256,
    ]),
  );
