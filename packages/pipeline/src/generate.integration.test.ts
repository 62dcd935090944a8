import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { expect, test } from "vitest";
import { decodePicture } from "./adapters/png.ts";
import { sha256 } from "./adapters/sha256.ts";
import { pixelHashes, quiet, type Studio, studio, turbo1 } from "./generate.fixture.ts";
import { generate } from "./generate.ts";

const fileOf = ({ folders }: Studio, file: string) => path.join(folders.runs, "small", file);

test("a run is complete and its manifest tells the truth about every file", async () => {
  const one = studio();
  const made = await one.generate();
  expect(made).toMatchObject({ status: "complete", total: 6, made: 6, reused: 0, missing: 0 });
  const manifest = one.manifest();
  expect(manifest.complete).toBe(true);
  expect(manifest.images.map(({ armId, promptId }) => `${armId} ${promptId}`)).toEqual(
    ["turbo-1", "lcm-2"].flatMap((arm) => ["star", "ring", "fish"].map((id) => `${arm} ${id}`)),
  );
  for (const image of manifest.images) {
    const file = fileOf(one, image.file);
    const { rgb, width, height } = await decodePicture(file);
    expect([width, height]).toEqual([image.width, image.height]);
    expect(sha256(rgb)).toBe(image.pixelsSha256);
    expect(sha256(readFileSync(file))).toBe(image.fileSha256);
    expect(readFileSync(file)).toHaveLength(image.fileSizeBytes);
  }
  expect(new Set(Object.values(pixelHashes(manifest))).size).toBe(6);
});

test("a second run makes nothing and leaves the manifest as it is", async () => {
  const one = studio();
  await one.generate();
  const before = readFileSync(fileOf(one, "manifest.json"));
  const again = await one.generate({}, { now: () => new Date("2027-01-01T00:00:00.000Z") });
  expect(again).toMatchObject({ status: "complete", made: 0, reused: 6 });
  expect(readFileSync(fileOf(one, "manifest.json")).equals(before)).toBe(true);
});

test("pictures depend on the request alone: not on the folder, the order or the number of workers", async () => {
  const one = studio();
  await one.generate();
  const other = studio();
  const run = await other.inspect();
  const turned = {
    ...run,
    jobs: run.jobs.toReversed(),
    threads: { ...run.threads, workers: run.threads.workers === 1 ? 3 : 1 },
  };
  await generate(turned, quiet(other.folders));
  expect(pixelHashes(other.manifest())).toEqual(pixelHashes(one.manifest()));
});

test("a seed and a negative prompt change the picture; an arm's name and the prompt's id don't", async () => {
  const one = studio({
    prompts: ['{"id":"a","text":"a red star"}', '{"id":"b","text":"a red star"}'],
  });
  const base = { model: "mini-sdxl-base", steps: 2 };
  const arms = [
    { ...base, id: "plain" },
    { ...base, id: "named", label: "another name" },
    { ...base, id: "negative", negativePrompt: "a blue fish" },
    { ...base, id: "empty", negativePrompt: "" },
  ];
  const made = await one.generate({ arms, seeds: [0, 1] });
  expect(made).toMatchObject({ total: 16, made: 6 });
  const hashes = pixelHashes(one.manifest());
  expect(hashes["named b 0"]).toBe(hashes["plain a 0"]);
  const different = ["plain a 0", "plain a 1", "negative a 0", "empty a 0"];
  expect(new Set(different.map((name) => hashes[name])).size).toBe(4);
});

test("limit makes so many pictures, and the next run makes the rest", async () => {
  const [whole, parts] = [studio(), studio()];
  await whole.generate();
  expect(await parts.generate({}, { limit: 2 })).toMatchObject({
    status: "stopped",
    made: 2,
    missing: 4,
  });
  expect(parts.manifest()).toMatchObject({ complete: false });
  expect(parts.manifest().images).toHaveLength(2);
  expect(await parts.generate()).toMatchObject({ status: "complete", made: 4, reused: 2 });
  expect(pixelHashes(parts.manifest())).toEqual(pixelHashes(whole.manifest()));
});

test("a dry run says what is there and writes nothing", async () => {
  const one = studio();
  const planned = await one.generate({}, { dryRun: true });
  expect(planned).toMatchObject({ status: "planned", total: 6, made: 0, missing: 6 });
  expect(existsSync(one.folders.runs)).toBe(false);
});

test("a run's folder holds exactly its pictures after the spec has changed", async () => {
  const one = studio();
  await one.generate();
  const strange = fileOf(one, "images/turbo-1/star-0.png");
  writeFileSync(`${strange}.old.png`, "left over");
  const remarks: string[] = [];
  await one.generate({ arms: [turbo1] }, { onRemark: (text) => remarks.push(text) });
  expect(remarks).toEqual([expect.stringContaining("the spec has changed")]);
  expect(existsSync(strange)).toBe(true);
  expect(existsSync(`${strange}.old.png`)).toBe(false);
  expect(existsSync(fileOf(one, "images/lcm-2/star-0.png"))).toBe(false);
  expect(await one.generate()).toMatchObject({ made: 0, reused: 6 });
});

test("a prompt that is longer than the models read is counted", async () => {
  const text = Array.from({ length: 90 }, () => "star").join(" ");
  const one = studio({ prompts: [JSON.stringify({ id: "long", text })] });
  expect(await one.generate({ arms: [turbo1] })).toMatchObject({
    made: 1,
    cutPrompts: 1,
    cutPromptIds: ["long"],
  });
});

test("a negative prompt that is longer than the model reads is told, and no prompt counted as cut", async () => {
  const negativePrompt = Array.from({ length: 90 }, () => "star").join(" ");
  const base = { model: "mini-sdxl-base", steps: 1 };
  const one = studio();
  const arms = [
    { ...base, id: "long", guidance: 5, negativePrompt },
    { ...base, id: "none", guidance: 5 },
    { ...base, id: "unguided", guidance: 1, negativePrompt },
  ];
  expect(await one.generate({ arms })).toMatchObject({ failed: 0, cutPrompts: 0 });
  const told = one.manifest().images.map(({ armId, warnings }) => {
    const codes = warnings.map(({ code }) => code);
    return [armId, ...codes].join(" ");
  });
  expect([...new Set(told)]).toEqual([
    "long NEGATIVE_TRUNCATED",
    "none",
    "unguided NEGATIVE_IGNORED",
  ]);
});

test("painting leaves the main thread free", async () => {
  const one = studio();
  const arms = [{ id: "base", model: "mini-sdxl-base", steps: 25 }];
  const before = performance.eventLoopUtilization();
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 10);
  await one.generate({ arms });
  clearInterval(timer);
  const { utilization, active, idle } = performance.eventLoopUtilization(before);
  expect(utilization).toBeLessThan(0.5);
  expect(ticks).toBeGreaterThan((active + idle) / 10 / 4);
});

test("two runs at once into one store leave whole pictures, the same for both", async () => {
  const one = studio();
  const run = await one.inspect({ arms: [turbo1] });
  const both = [run, { ...run, resolved: { ...run.resolved, name: "other" } }];
  const made = await Promise.all(both.map((each) => generate(each, quiet(one.folders))));
  expect(made.map(({ status }) => status)).toEqual(["complete", "complete"]);
  const remarks: string[] = [];
  const options = { verify: true, onRemark: (text: string) => remarks.push(text) };
  expect(await one.generate({ arms: [turbo1] }, options)).toMatchObject({ made: 0, reused: 3 });
  expect(remarks).toEqual([]);
});
