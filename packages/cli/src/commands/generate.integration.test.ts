import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { GeneratedManifest, Manifest } from "@pairlab/domain/manifest";
import { blackDecoder, modelsWithDecoder } from "@pairlab/pipeline/broken-models.fixture";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../../../..");
const bin = path.join(root, "packages/cli/bin/pairlab.mjs");
const spec = {
  version: 1,
  name: "small",
  prompts: "prompts.jsonl",
  arms: [{ id: "turbo", model: "mini-sdxl-turbo", steps: 1 }],
};
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-generate-"));
  const prompts = ["star", "ring", "fish"].map((id) => JSON.stringify({ id, text: `a red ${id}` }));
  writeFileSync(path.join(folder, "prompts.jsonl"), `${prompts.join("\n")}\n`);
  writeSpec("spec.json", {});
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function writeSpec(name: string, change: object): string {
  writeFileSync(path.join(folder, name), JSON.stringify({ ...spec, ...change }));
  return name;
}

const words = (state: string, ...more: string[]) => [bin, "generate", ...more, "--data-dir", state];

function generate(state: string, ...more: string[]) {
  const options = { cwd: folder, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, words(state, ...more), options);
  return { status, stdout, stderr };
}

/** A folder of models that a test may spoil: the registry and what the turbo model is made of. */
function copiedModels(name: string): string {
  const models = path.join(folder, name);
  for (const part of ["registry.json", "mini-sdxl/components", "mini-sdxl/models"])
    cpSync(path.join(root, "models", part), path.join(models, part), { recursive: true });
  return models;
}

test("generate makes the pictures, says where, and makes none twice", () => {
  const first = generate("state", "spec.json", "--json");
  expect(first.status).toBe(0);
  expect(JSON.parse(first.stdout)).toMatchObject({ status: "complete", total: 3, made: 3 });
  expect(first.stderr).toMatch(/generate {2}3\/3 {2}100%/);
  const again = generate("state", "spec.json");
  expect(again.stdout).toMatch(/^3 pictures, 0 made now, 3 existed: .*manifest\.json\n$/);
  const file = path.join(folder, "state/runs/small/manifest.json");
  expect(Manifest.parse(JSON.parse(readFileSync(file, "utf8"))).images).toHaveLength(3);
});

test("--dry-run says what would be made and writes nothing", () => {
  const { status, stdout } = generate("dry", "spec.json", "--dry-run");
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^3 pictures: 0 exist, 3 to make\nat most [\d.]+ kB on disk; time unknown/,
  );
  expect(existsSync(path.join(folder, "dry/runs/small"))).toBe(false);
});

test.each([
  ["an unknown key", { stpes: 4 }, 2, /^error {2}invalid bad\.json: unknown key stpes$/m],
  [
    "an unknown key in an arm",
    { arms: [{ ...spec.arms[0], cfg: 1 }] },
    2,
    /^error {2}invalid bad\.json at arms\.0: unknown key cfg$/m,
  ],
  [
    "an unknown model",
    { arms: [{ id: "x", model: "sdxl-turbo-9" }] },
    undefined,
    /^error {2}unknown model: sdxl-turbo-9/m,
  ],
  ["no prompts", { prompts: "none.jsonl" }, 3, /^error {2}missing .*none\.jsonl/m],
])("%s is one error, one hint, and nothing is written", (_, change, status, message) => {
  const done = generate("bad", writeSpec("bad.json", change));
  expect(done.stderr).toMatch(message);
  expect(done.stderr.split("\n").filter((line) => /^(error|hint) /.test(line))).toHaveLength(2);
  if (status === undefined) expect([2, 3]).toContain(done.status);
  else expect(done.status).toBe(status);
  expect(done.stdout).toBe("");
  expect(existsSync(path.join(folder, "bad/runs/small"))).toBe(false);
});

test("a model file that is missing, and one with another hash, are named before anything is made", () => {
  const models = copiedModels("models");
  const unet = path.join(models, "mini-sdxl/models/mini-sdxl-turbo/unet/model.onnx");
  const bytes = readFileSync(unet);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(unet, bytes);
  const changed = generate("spoilt", "spec.json", "--models", models);
  expect(changed.stderr).toMatch(/^error {2}mismatched .*mini-sdxl-turbo\/unet\/model\.onnx/m);
  expect(changed.stderr).toMatch(/^hint {3}.+/m);
  rmSync(unet);
  expect(changed.status).toBe(3);
  const missing = generate("spoilt", "spec.json", "--models", models);
  expect(missing.stderr).toMatch(/^error {2}missing model file: .*unet\/model\.onnx/m);
  expect(missing.status).toBe(3);
  expect(existsSync(path.join(folder, "spoilt/runs/small"))).toBe(false);
});

test("Ctrl-C finishes the picture in hand, exits 130 and says how to go on, which then works", async () => {
  const many = writeSpec("many.json", {
    name: "many",
    seeds: Array.from({ length: 200 }, (_, seed) => seed),
  });
  const child = spawn(process.execPath, words("stop", many), { cwd: folder });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      if (said === "" && /\d%/.test(chunk.toString())) child.kill("SIGINT");
      said += chunk.toString();
    });
  const [status] = await once(child, "exit");
  expect(said).toMatch(
    /stopped with \d+ of 600 pictures\. Continue: npx pairlab generate many\.json/,
  );
  expect(status).toBe(130);
  const run = path.join(folder, "stop/runs/many");
  const manifest = Manifest.parse(
    JSON.parse(readFileSync(path.join(run, "manifest.json"), "utf8")),
  );
  expect(manifest.complete).toBe(false);
  expect(manifest.images.length).toBeGreaterThan(0);
  const leftovers = readdirSync(path.join(folder, "stop/runs"), {
    recursive: true,
    encoding: "utf8",
  });
  expect(leftovers.filter((name) => /partial|draft|tmp/.test(path.basename(name)))).toEqual([]);
  const { stdout } = generate("stop", "many.json", "--limit", "5", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ made: 5, reused: manifest.images.length });
});

test("a second Ctrl-C ends at once, without a crash of the runtime, and what was made is kept", async () => {
  const many = writeSpec("twice.json", {
    name: "twice",
    arms: [spec.arms[0], { id: "slow", model: "mini-sdxl-base", steps: 600 }],
    seeds: Array.from({ length: 20 }, (_, seed) => seed),
  });
  const child = spawn(process.execPath, words("twice", many), { cwd: folder });
  let said = "";
  let asked = false;
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes("50%") || asked) return; // the slow half has begun
      asked = true;
      child.kill("SIGINT");
      child.kill("SIGINT"); // as npm passes it on: one key press
      setTimeout(() => child.kill("SIGINT"), 800);
    });
  const [status, signal] = await once(child, "exit");
  expect(asked).toBe(true);
  expect(["SIGINT", 130]).toContain(signal ?? status);
  expect(said).not.toMatch(/terminate called|Error/);
  const { stdout } = generate("twice", "twice.json", "--limit", "1", "--json");
  expect(JSON.parse(stdout).reused).toBeGreaterThan(0);
});

test("pictures that can't be made are counted in the document, named in the manifest, and exit 3", async () => {
  const broken = await modelsWithDecoder(blackDecoder());
  const { status, stdout, stderr } = generate("black", "spec.json", "--models", broken, "--json");
  expect({ status, stderr }).toEqual({
    status: 3,
    stderr: expect.stringContaining("missing pictures: 3 of 3 could not be made"),
  });
  const { manifestFile, ...counts } = JSON.parse(stdout);
  expect(counts).toMatchObject({ status: "complete", total: 3, made: 0, failed: 3 });
  const { failures } = GeneratedManifest.parse(JSON.parse(readFileSync(manifestFile, "utf8")));
  expect(failures.map(({ code }) => code)).toEqual(["BLACK", "BLACK", "BLACK"]);
});
