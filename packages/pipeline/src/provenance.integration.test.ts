import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import { type Capsule, capsuleKeyword } from "@pairlab/domain/capsule";
import { expect, test } from "vitest";
import { decodePicture, encodePng, resized } from "./adapters/png.ts";
import { sha256 } from "./adapters/sha256.ts";
import { pngChunkTypes } from "./core/essential-png.ts";
import { withPngText } from "./core/png-text.ts";
import { readCapsule } from "./core/read-capsule.ts";
import { copiedModels, lcm2, type Studio, studio, turbo1 } from "./generate.fixture.ts";
import { type RegeneratedPicture, regenerate } from "./regenerate.ts";

const half = { width: 64, height: 64 };
const base2 = { id: "base-2", model: "mini-sdxl-base", steps: 2, negativePrompt: "a blue fish" };

const picturesOf = ({ folders, manifest }: Studio) =>
  manifest().images.map(({ file }) => path.join(folders.runs, "small", file));

const again = (one: Studio, files: readonly string[]): Promise<RegeneratedPicture[]> =>
  regenerate(files, {
    folders: one.folders,
    provider: "cpu",
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });

const capsuleOf = (file: string): Capsule => {
  const capsule = readCapsule(readFileSync(file));
  if (capsule === undefined) throw new Error(`no capsule in ${file}`);
  return capsule;
};

/** Writes a picture's file anew, with other pixels or another capsule. */
async function rewrite(
  file: string,
  change: { rgb?: (value: number, i: number) => number; capsule?: (was: Capsule) => unknown },
): Promise<void> {
  const { rgb, ...size } = await decodePicture(file);
  const capsule = capsuleOf(file);
  const pixels = { ...size, rgb: change.rgb === undefined ? rgb : rgb.map(change.rgb) };
  const text = canonicalJson(change.capsule?.(capsule) ?? capsule);
  writeFileSync(file, withPngText(await encodePng(pixels), capsuleKeyword, text));
}

test("every picture of a run carries what it was made from, and nothing of what it cost", async () => {
  const one = studio();
  await one.generate({ arms: [turbo1, lcm2, base2] });
  const { images, arms, models, environment, prompts } = one.manifest();
  expect(images).toHaveLength(9);
  for (const image of images) {
    const file = path.join(one.folders.runs, "small", image.file);
    expect(pngChunkTypes(readFileSync(file)).join(" ")).toMatch(/^IHDR iTXt( IDAT)+ IEND$/);
    const { key, request, model, trace, pixelsSha256, ...rest } = capsuleOf(file);
    const arm = arms.find(({ id }) => id === image.armId);
    const { id: _id, label: _label, modelId, ...asked } = arm ?? {};
    expect({ key, pixelsSha256 }).toEqual({ key: image.key, pixelsSha256: image.pixelsSha256 });
    const prompt = prompts.find(({ id }) => id === image.promptId)?.text;
    expect(request).toEqual({ ...asked, prompt, seed: image.seed });
    const { id, modelHash, files, licence } = model;
    expect([{ id, modelHash, files, licence }]).toEqual(models.filter((m) => m.id === modelId));
    expect(trace.sha256.latents).toHaveLength(arm?.steps ?? 0);
    expect(trace.timesteps).toHaveLength(arm?.steps ?? 0);
    expect(rest.environment).toEqual(environment);
    expect(Object.keys(rest)).not.toContain("durationsMs");
  }
});

test("pictures made again on the same machine are the same files, byte for byte", async () => {
  const one = studio();
  await one.generate({ arms: [turbo1, lcm2, base2] });
  const made = await again(one, picturesOf(one));
  expect(made).toHaveLength(9);
  for (const picture of made)
    expect(picture).toMatchObject({
      verdict: "identical",
      firstDifference: null,
      environment: [],
      drift: { maxDifference: 0, meanDifference: 0, withinOne: 1, psnrDb: null, ssim: 1 },
    });
});

test("a picture that differs is told from one that doesn't, by how far and from which stage", async () => {
  const one = studio();
  await one.generate({ arms: [turbo1] });
  const [star = "", ring = "", fish = ""] = picturesOf(one);
  await rewrite(star, { rgb: (value) => value ^ 1 });
  await rewrite(ring, { rgb: (value, i) => (i < 999 ? 255 - value : value) });
  await rewrite(fish, {
    capsule: (was) => ({ ...was, environment: { ...was.environment, node: "v1.2.3" } }),
  });
  const [near, far, other] = await again(one, [star, ring, fish]);
  expect(near).toMatchObject({ verdict: "parity", drift: { maxDifference: 1, withinOne: 1 } });
  expect(far).toMatchObject({ verdict: "drifted", drift: { withinOne: 1 - 333 / 128 ** 2 } });
  expect(far?.drift.ssim).toBeLessThan(1);
  for (const changed of [near, far])
    expect(changed?.firstDifference).toBe("the file's pixels, changed after it was made");
  expect(other).toMatchObject({
    verdict: "same pixels",
    firstDifference: null,
    environment: [{ what: "node", before: "v1.2.3", now: process.version }],
  });
});

test("the first stage whose values differ is named", async () => {
  const one = studio();
  await one.generate({ arms: [base2], promptIds: ["star"] });
  const [file = ""] = picturesOf(one);
  const otherHash = "0".repeat(64);
  const stages: [string, (hashes: Capsule["trace"]["sha256"]) => object][] = [
    ["text embeddings", () => ({ embeddings: otherHash, noise: otherHash })],
    ["noise", () => ({ noise: otherHash, decoded: otherHash })],
    ["latents after step 2 of 2", ({ latents: [first] }) => ({ latents: [first, otherHash] })],
    ["decoder output", () => ({ decoded: otherHash })],
  ];
  const original = readFileSync(file);
  for (const [stage, change] of stages) {
    writeFileSync(file, original);
    const changed = (was: Capsule) => {
      const hashes = { ...was.trace.sha256, ...change(was.trace.sha256) };
      return { ...was, trace: { ...was.trace, sha256: hashes } };
    };
    await rewrite(file, { capsule: changed });
    expect(await again(one, [file])).toMatchObject([{ firstDifference: stage }]);
  }
});

test("a model is found by the hash of its files, whatever it is called", async () => {
  const one = studio();
  await one.generate({ arms: [turbo1], promptIds: ["ring"] });
  const models = await copiedModels();
  const registry = path.join(models, "registry.json");
  writeFileSync(
    registry,
    readFileSync(registry, "utf8").replace('"id": "mini-sdxl-turbo"', '"id": "renamed"'),
  );
  const elsewhere = { ...one, folders: { ...one.folders, models } };
  expect(await again(elsewhere, picturesOf(one))).toMatchObject([{ verdict: "same pixels" }]);
});

test("what can't be made again is refused by name", async () => {
  const one = studio();
  await one.generate({ arms: [turbo1], promptIds: ["ring"] });
  const [file = ""] = picturesOf(one);
  const original = readFileSync(file);
  const refused = async (change: (was: Capsule) => unknown, error: object) => {
    writeFileSync(file, original);
    await rewrite(file, { capsule: change });
    await expect(again(one, [file])).rejects.toMatchObject(error);
  };
  await refused(({ request, ...was }) => ({ ...was, request: { ...request, seed: 1 } }), {
    kind: "input",
    message: expect.stringContaining("asks for another picture than its key"),
  });
  await refused((was) => ({ ...was, numericsVersion: 99 }), {
    kind: "input",
    message: expect.stringContaining("of version 99"),
  });
  writeFileSync(file, original);
  const capsule = canonicalJson(capsuleOf(file));
  const smaller = await encodePng(await resized(await decodePicture(file), half, "lanczos3"));
  writeFileSync(file, withPngText(smaller, capsuleKeyword, capsule));
  await expect(again(one, [file])).rejects.toMatchObject({
    kind: "input",
    message: expect.stringMatching(
      /^mismatched picture: .* is 64 × 64, its capsule says 128 × 128$/,
    ),
  });
  await refused(() => ({ version: 1 }), { kind: "missing", code: "NO_CAPSULE" });
  writeFileSync(file, await encodePng(await decodePicture(file)));
  await expect(again(one, [file])).rejects.toMatchObject({ code: "NO_CAPSULE" });
  writeFileSync(file, original);
  const empty = await copiedModels();
  const registry = JSON.parse(readFileSync(path.join(empty, "registry.json"), "utf8"));
  registry.models.pop();
  registry.models.pop();
  writeFileSync(path.join(empty, "registry.json"), JSON.stringify(registry));
  const elsewhere = { ...one, folders: { ...one.folders, models: empty } };
  await expect(again(elsewhere, [file])).rejects.toMatchObject({ kind: "missing" });
  expect(sha256(readFileSync(file))).toBe(sha256(original));
});
