import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { expect, test } from "vitest";
import {
  blackDecoder,
  decoderFile,
  modelsWithDecoder,
  overflowingDecoder,
  vastDecoder,
} from "./broken-models.fixture.ts";
import { type Studio, studio, turbo1 } from "./generate.fixture.ts";
import { createPainterPool } from "./painter-pool.ts";

const spec = { arms: [turbo1] };
const stored = ({ folders }: Studio): string[] => {
  const objects = path.join(folders.runs, "objects");
  return existsSync(objects) ? readdirSync(objects) : [];
};

test.each([
  ["comes out as NaN", overflowingDecoder, "NUMERIC", "the decoder's output"],
  ["comes out black", blackDecoder, "BLACK", "every pixel is black"],
  ["takes more memory than there is", vastDecoder, "MEMORY", decoderFile],
])(
  "a picture that %s is an outcome in the manifest: no black picture, no gap",
  async (_, decoder, code, said) => {
    const one = studio({ models: await modelsWithDecoder(decoder()) });
    const made = await one.generate(spec);
    expect(made).toMatchObject({ status: "complete", made: 0, failed: 3, missing: 0 });
    const { images, failures, complete } = one.manifest();
    expect({ images, complete }).toEqual({ images: [], complete: true });
    expect(failures.map((failure) => `${failure.promptId} ${failure.code}`)).toEqual([
      `star ${code}`,
      `ring ${code}`,
      `fish ${code}`,
    ]);
    expect(failures[0]?.message).toContain(said);
    expect(stored(one)).toEqual([]);
  },
);

test("failures stand in the manifest until their pictures are tried again", async () => {
  const one = studio({ models: await modelsWithDecoder(overflowingDecoder()) });
  await one.generate(spec);
  const before = one.manifest();
  const some = await one.generate(spec, { limit: 1 });
  expect(some).toMatchObject({ status: "complete", made: 0, failed: 3, missing: 0 });
  expect(one.manifest()).toEqual(before);
});

test("a limit isn't spent on pictures that failed before", async () => {
  const one = studio({ models: await modelsWithDecoder(overflowingDecoder()) });
  const failed = () => one.manifest().failures.map(({ promptId }) => promptId);
  await one.generate(spec, { limit: 1 });
  expect(failed()).toEqual(["star"]);
  await one.generate(spec, { limit: 1 });
  expect(failed()).toEqual(["star", "ring"]);
});

test("a model the runtime can't load ends the run as a known error with the file's name", async () => {
  const one = studio({ models: await modelsWithDecoder(new TextEncoder().encode("no graph")) });
  const ended = one.generate(spec);
  await expect(ended).rejects.toThrow(KnownError);
  await expect(ended).rejects.toMatchObject({ kind: "missing", code: "MODEL_DATA" });
  await expect(ended).rejects.toThrow(decoderFile);
  expect(stored(one)).toEqual([]);
  expect(existsSync(path.join(one.folders.runs, "small"))).toBe(false);
});

test("a store that can't be written ends the run as a known error that says why", async () => {
  const one = studio();
  writeFileSync(one.folders.runs, "a file where the runs should be");
  const ended = one.generate(spec);
  await expect(ended).rejects.toThrow(KnownError);
  await expect(ended).rejects.toMatchObject({ kind: "missing", code: "STORE" });
  await expect(ended).rejects.toThrow(/small \(a part of the path is a file, not a folder\)$/);
});

test("a run's folder that can't be laid out ends the run as a known error, and nothing is made again", async () => {
  const one = studio();
  const inTheWay = path.join(one.folders.runs, "small/images");
  mkdirSync(path.dirname(inTheWay), { recursive: true });
  writeFileSync(inTheWay, "a file where the pictures should be");
  await expect(one.generate(spec)).rejects.toMatchObject({ kind: "missing", code: "STORE" });
  expect(stored(one)).not.toEqual([]);
  rmSync(inTheWay);
  expect(await one.generate(spec)).toMatchObject({ status: "complete", made: 0, reused: 3 });
});

test("a painting thread that dies fails its picture instead of leaving it waiting", async () => {
  const one = studio();
  const { jobs } = await one.inspect(spec);
  const [job] = jobs;
  if (job === undefined) throw new Error("no job");
  const pool = createPainterPool({ threads: 0, provider: "cpu" }, 1); // no such setup
  const painted = pool.painters.map((painter) =>
    painter.paint({ ...job, prompt: job.prompt.text }),
  );
  await expect(Promise.all(painted)).rejects.toThrow("a painting thread failed");
  await pool.close();
});
