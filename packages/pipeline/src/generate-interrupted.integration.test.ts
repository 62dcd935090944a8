import { readdirSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { Manifest } from "@pairlab/domain/manifest";
import { expect, test } from "vitest";
import { examinePicture } from "./adapters/picture-damage.ts";
import { decodePicture } from "./adapters/png.ts";
import { readJson } from "./adapters/read-json.ts";
import { lcm2, pixelHashes, quiet, type Studio, studio, turbo1 } from "./generate.fixture.ts";
import { generate } from "./generate.ts";
import { killedScript } from "./killed-script.fixture.ts";

const many = { arms: [turbo1, lcm2], seeds: [0, 1, 2, 3, 4, 5] };

test("told to stop, a run finishes the pictures in hand, records what there is, and goes on later", async () => {
  const [whole, stopped] = [studio(), studio()];
  await whole.generate(many);
  const stop = new AbortController();
  const run = await stopped.inspect(many);
  const first = await generate(run, {
    ...quiet(stopped.folders),
    signal: stop.signal,
    onProgress: (done) => {
      if (done === 3) stop.abort();
    },
  });
  expect(first.status).toBe("stopped");
  expect(first.made).toBeGreaterThanOrEqual(3);
  // Each painter has at most one picture in hand and one that is being kept.
  expect(first.made).toBeLessThanOrEqual(3 + 2 * run.threads.workers);
  expect(first.missing).toBe(36 - first.made);
  const manifest = stopped.manifest();
  expect(manifest.complete).toBe(false);
  expect(manifest.images).toHaveLength(first.made);
  await expectWhole(stopped);
  const second = await stopped.generate(many);
  expect(second).toMatchObject({ status: "complete", reused: first.made });
  expect(pixelHashes(stopped.manifest())).toEqual(pixelHashes(whole.manifest()));
});

test("told to stop before it begins, a run makes nothing", async () => {
  const one = studio();
  const made = await one.generate(many, { signal: AbortSignal.abort() });
  expect(made).toMatchObject({ status: "stopped", made: 0, missing: 36 });
  expect(one.manifest()).toMatchObject({ complete: false, images: [] });
});

test("killed while painting, a run leaves whole pictures only and resumes to the same ones", async () => {
  const [whole, killed] = [studio(), studio()];
  await whole.generate(many);
  for (const delayMs of [0, 9, 21]) {
    expect(await killedRun(killed, "1", delayMs)).toBe(true);
    await expectWhole(killed);
  }
  const made = await killed.generate(many);
  expect(made.status).toBe("complete");
  expect(made.reused).toBeGreaterThan(0);
  expect(pixelHashes(killed.manifest())).toEqual(pixelHashes(whole.manifest()));
  expect(drafts(killed)).toEqual([]);
});

test("killed while it places pictures and writes its manifest, a run resumes", async () => {
  const killed = studio();
  await killed.generate(many);
  const expected = pixelHashes(killed.manifest());
  const kills: boolean[] = [];
  for (const delayMs of [0, 8, 16, 28]) {
    await rm(path.join(killed.folders.runs, "small"), { recursive: true, force: true });
    kills.push(await killedRun(killed, "ready", delayMs));
    await expectWhole(killed);
  }
  expect(kills).toContain(true);
  expect(await killed.generate(many)).toMatchObject({ status: "complete", made: 0 });
  expect(pixelHashes(killed.manifest())).toEqual(expected);
  expect(drafts(killed)).toEqual([]);
});

/** Generates in another process and kills it so long after it has said a line. */
async function killedRun(
  { root, folders }: Studio,
  line: string,
  delayMs: number,
): Promise<boolean> {
  const spec = { version: 1, name: "small", prompts: "prompts.jsonl", ...many };
  const file = path.join(root, "spec.json");
  writeFileSync(file, JSON.stringify(spec));
  const args = [file, folders.models, folders.runs, folders.stamps];
  return killedScript("generate-child.fixture.ts", args, { line, delayMs });
}

/** Every picture that can be seen is whole, in the store and in the run's folder; so is the manifest. */
async function expectWhole({ folders }: Studio): Promise<void> {
  for (const file of filesBelow(folders.runs).filter((name) => !/\.draft-|\.lock$/.test(name))) {
    const folder = path.dirname(file);
    if (file.endsWith("manifest.json"))
      expect(Manifest.parse(await readJson(file)).name).toBe("small");
    else if (folder.includes(`${path.sep}objects${path.sep}`))
      expect((await examinePicture(folder, path.basename(folder), true)).status).toBe("whole");
    else expect(await decodePicture(file)).toMatchObject({ width: 128, height: 128 });
  }
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

const drafts = ({ root }: Studio): string[] =>
  filesBelow(root).filter((file) => file.includes(".draft-"));
