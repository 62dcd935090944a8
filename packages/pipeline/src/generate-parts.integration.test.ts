import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { GeneratedManifest } from "@pairlab/domain/manifest";
import { expect, test } from "vitest";
import { lockRun } from "./adapters/run-lock.ts";
import { lcm2, pixelHashes, studio, turbo1 } from "./generate.fixture.ts";

test("parts made apart and brought together are the whole run", async () => {
  const whole = studio();
  await whole.generate();
  const parts = [1, 2].map((index) => ({ one: studio(), index }));
  for (const { one, index } of parts) {
    const made = await one.generate({}, { shard: { index, count: 2 } });
    expect(made).toMatchObject({ status: "complete", missing: 0, failed: 0 });
    expect(existsSync(made.manifestFile)).toBe(false);
  }
  const [first, second] = parts;
  const objects = (runs = "") => path.join(runs, "objects");
  cpSync(objects(second?.one.folders.runs), objects(first?.one.folders.runs), { recursive: true });
  expect(await first?.one.generate()).toMatchObject({ status: "complete", made: 0, reused: 6 });
  expect(pixelHashes(first?.one.manifest() ?? whole.manifest())).toEqual(
    pixelHashes(whole.manifest()),
  );
});

test("a run that another process makes is left alone, and free when that has ended", async () => {
  const one = studio();
  const release = await lockRun(path.join(one.folders.runs, "small"));
  await expect(one.generate()).rejects.toMatchObject({ kind: "conflict", code: "RUN_LOCKED" });
  expect(existsSync(path.join(one.folders.runs, "objects"))).toBe(false);
  expect(await one.generate({}, { dryRun: true })).toMatchObject({ status: "planned" });
  await release();
  expect(await one.generate()).toMatchObject({ status: "complete" });
  expect(readdirSync(path.join(one.folders.runs, "small")).toSorted()).toEqual([
    "images",
    "manifest.json",
  ]);
});

test("a complete run is kept whole when its spec changes, and comes back with its spec", async () => {
  const one = studio();
  const remarks: string[] = [];
  const onRemark = (text: string) => remarks.push(text);
  await one.generate({ arms: [turbo1] });
  const first = one.manifest();
  await one.generate({ arms: [lcm2] }, { onRemark });
  const kept = path.join(one.folders.runs, "small/earlier", first.specSha256.slice(0, 12));
  expect(remarks).toEqual([expect.stringContaining(kept)]);
  const text = readFileSync(path.join(kept, "manifest.json"), "utf8");
  expect(GeneratedManifest.parse(JSON.parse(text))).toEqual(first);
  for (const { file } of first.images) expect(existsSync(path.join(kept, file))).toBe(true);
  expect(one.manifest().arms.map(({ id }) => id)).toEqual(["lcm-2"]);
  await one.generate({ arms: [turbo1] });
  expect(pixelHashes(one.manifest())).toEqual(pixelHashes(first));
});

test("a dry run says what pictures will cost once their model was measured", async () => {
  const one = studio();
  const planned = await one.generate({}, { dryRun: true });
  expect(planned.expected).toMatchObject({
    seconds: null,
    unmeasuredArmIds: ["turbo-1", "lcm-2"],
  });
  expect(planned.expected.bytes).toBeGreaterThan(6 * 128 * 128 * 3);
  await one.generate({}, { limit: 6 });
  const more = { seeds: [0, 1, 2] };
  const { expected, missing } = await one.generate(more, { dryRun: true });
  expect(missing).toBe(12);
  expect(expected.unmeasuredArmIds).toEqual([]);
  expect(expected.seconds).toBeGreaterThan(0);
  expect(expected.bytes).toBeGreaterThan(12 * 4000);
  expect(expected.bytes).toBeLessThan(12 * 128 * 128 * 3);
});

test("pictures larger than the longest side are down-sampled, and are others than the large ones", async () => {
  const one = studio();
  await one.generate({ arms: [turbo1], maxSide: 96 });
  const { arms, images } = one.manifest();
  expect(arms).toMatchObject([{ size: { width: 128 }, storedSize: { width: 96, height: 96 } }]);
  expect(images.map(({ width, height }) => [width, height])).toEqual(
    [96, 96, 96].map((s) => [s, s]),
  );
  const whole = await one.generate({ arms: [turbo1] });
  expect(whole).toMatchObject({ made: 3, reused: 0 });
  expect(one.manifest().images.map(({ width }) => width)).toEqual([128, 128, 128]);
  expect(await one.generate({ arms: [turbo1], maxSide: 128 })).toMatchObject({ made: 0 });
});
