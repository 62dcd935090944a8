import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Manifest } from "@pairlab/domain/manifest";
import { createRng } from "@pairlab/domain/random";
import { encodePng } from "@pairlab/pipeline/adapters/png";
import { documentSha256, sha256 } from "./sha256.ts";

const sidePx = 16;
const createdAt = "2026-01-01T00:00:00.000Z";

export interface DrawnRun {
  arms: readonly string[];
  prompts: number;
  /** Pictures of each arm and prompt; default: one. */
  seeds?: number;
}

/** A run folder as `pairlab generate` leaves it, with drawn noise for pictures. Result: the manifest's path. */
export async function drawRun(
  folder: string,
  { arms, prompts, seeds: count = 1 }: DrawnRun,
): Promise<string> {
  const seeds = Array.from({ length: count }, (_, seed) => seed);
  mkdirSync(path.join(folder, "images"), { recursive: true });
  const promptIds = Array.from({ length: prompts }, (_, index) => `p${index}`);
  const cells = arms.flatMap((armId, arm) =>
    promptIds.flatMap((promptId, prompt) =>
      seeds.map((seed) => ({
        ...{ armId, promptId, seed },
        number: (arm * prompts + prompt) * count + seed,
      })),
    ),
  );
  const images = await Promise.all(
    cells.map(async ({ armId, promptId, seed, number }) => {
      const rgb = noise(number);
      const png = await encodePng({ rgb, width: sidePx, height: sidePx });
      const file = `images/${armId}-${promptId}${seed === 0 ? "" : `-${seed}`}.png`;
      writeFileSync(path.join(folder, file), png);
      return {
        key: documentSha256(seed === 0 ? { armId, promptId } : { armId, promptId, seed }),
        armId,
        promptId,
        seed,
        file,
        width: sidePx,
        height: sidePx,
        pixelsSha256: sha256(rgb),
        fileSha256: sha256(png),
        fileSizeBytes: png.length,
        durationsMs: { encode: 1, denoise: 1, decode: 1, inference: 1, total: 3 },
      };
    }),
  );
  const manifest = Manifest.parse({
    ...frame,
    seeds,
    prompts: promptIds.map((id) => ({ id, text: `the text of ${id}` })),
    arms: arms.map((id) => ({ ...arm, id, label: id })),
    images,
  });
  const file = path.join(folder, "manifest.json");
  writeFileSync(file, JSON.stringify(manifest, null, 2));
  return file;
}

/** Coarser noise for some, so that files differ in length before they are padded. */
function noise(number: number): Uint8Array {
  const rng = createRng(number, "drawn picture");
  const colours = 1 + (number % 5) * 60;
  return Uint8Array.from({ length: sidePx * sidePx * 3 }, () => rng.below(colours));
}

const size = { height: sidePx, width: sidePx };
const arm = {
  modelId: "noise",
  steps: 1,
  guidance: 0,
  scheduler: "euler",
  negativePrompt: null,
  size,
  originalSize: size,
};
const digest = "0".repeat(64);
const frame = {
  version: 1,
  kind: "generated",
  name: "drawn",
  numericsVersion: 1,
  createdAt,
  complete: true,
  specSha256: digest,
  models: [{ id: "noise", modelHash: digest, licence: "CC0-1.0", files: [] }],
  environment: {
    pairlab: "0",
    node: "0",
    onnxruntime: "0",
    sharp: "0",
    platform: "any",
    cpu: "any",
    provider: "cpu",
    threads: 1,
    graphOptimization: "none",
  },
  failures: [],
};
