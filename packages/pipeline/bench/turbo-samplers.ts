// How far Stability's turbo sampler is from diffusers' on the embedded turbo model, as JSON lines:
//   npx pairlab generate packages/pipeline/bench/turbo-samplers.spec.json
//   npx tsx packages/pipeline/bench/turbo-samplers.ts runs/turbo-samplers
import { readFile } from "node:fs/promises";
import path from "node:path";
import { at } from "@pairlab/domain/at";
import { GeneratedManifest } from "@pairlab/domain/manifest";
import { decodePicture } from "../src/adapters/png.ts";
import { type PictureDrift, pictureDrift } from "../src/core/picture-drift.ts";

const run = path.resolve(process.argv[2] ?? "runs/turbo-samplers");
const document = await readFile(path.join(run, "manifest.json"), "utf8");
const manifest = GeneratedManifest.parse(JSON.parse(document));

interface Which {
  arm: string;
  seed: number;
}

async function driftOf(promptId: string, one: Which, other: Which): Promise<PictureDrift> {
  const [a, b] = await Promise.all([one, other].map((which) => pictureOf(promptId, which)));
  if (a === undefined || b === undefined) throw new Error("two pictures make a pair");
  return pictureDrift(a, b);
}

function pictureOf(promptId: string, { arm, seed }: Which) {
  const image = manifest.images.find(
    (one) => one.promptId === promptId && one.armId === arm && one.seed === seed,
  );
  if (image === undefined) throw new Error(`no picture of ${arm}, ${promptId}, seed ${seed}`);
  return decodePicture(path.join(run, image.file));
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Means over all prompts and the given pairs of arms and seeds. */
async function print(
  comparison: string,
  steps: number,
  pairs: readonly (readonly [Which, Which])[],
) {
  const drifts: PictureDrift[] = [];
  for (const { id } of manifest.prompts)
    for (const [one, other] of pairs) drifts.push(await driftOf(id, one, other));
  const record = {
    bench: "turbo samplers",
    comparison,
    steps,
    pairs: drifts.length,
    meanDifference: mean(drifts.map(({ meanDifference }) => meanDifference)),
    meanSsim: mean(drifts.map(({ ssim }) => ssim ?? 1)),
    meanPsnrDb: mean(drifts.map(({ psnrDb }) => psnrDb ?? Number.NaN)),
  };
  process.stdout.write(`${JSON.stringify(record)}\n`);
}

const [first, second] = [at(manifest.seeds, 0), at(manifest.seeds, 1)];
for (const steps of [1, 2, 3, 4]) {
  const [diffusers, stability] = [`diffusers-${steps}`, `stability-${steps}`];
  await print("the two samplers, same seed", steps, [
    [
      { arm: diffusers, seed: first },
      { arm: stability, seed: first },
    ],
    [
      { arm: diffusers, seed: second },
      { arm: stability, seed: second },
    ],
  ]);
  await print("diffusers', another seed", steps, [
    [
      { arm: diffusers, seed: first },
      { arm: diffusers, seed: second },
    ],
  ]);
}
