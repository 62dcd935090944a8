import { existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { expect, test } from "vitest";
import { copiedModels, promptLines, type Studio, studio, turbo1 } from "./generate.fixture.ts";

/** How a run is refused; nothing may have been written by then. */
async function refusal(one: Studio, spec: object = {}): Promise<KnownError> {
  const error: unknown = await one.generate(spec).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof KnownError))
    throw new Error("not refused as a known error", { cause: error });
  expect(error.message).toMatch(/^(invalid|missing|unknown|duplicate|mismatched) [^\n]+[^.\n]$/);
  expect(error.hint).toMatch(/^[^\n]+$/);
  expect([one.folders.runs, one.folders.stamps].filter(existsSync)).toEqual([]);
  return error;
}

const withPrompt = (line: string) => studio({ prompts: [...promptLines, line] });
const arm = (fields: object) => ({ arms: [{ ...turbo1, ...fields }] });

test.each<[string, object, KnownError["kind"], string]>([
  ["an unknown key", { colour: 1 }, "input", "invalid spec.json: unknown key colour"],
  ["an unknown key of an arm", arm({ stepz: 1 }), "input", "arms.0: unknown key stepz"],
  ["a newer version", { version: 2 }, "input", "at version"],
  ["no arms", { arms: [] }, "input", "at arms"],
  ["a fractional seed", { seeds: [0.5] }, "input", "at seeds.0"],
  ["a seed torch would wrap", { seeds: [4294967296] }, "input", "at seeds.0"],
  ["a seed given twice", { seeds: [1, 1] }, "input", "duplicate seed: 1"],
  ["an arm given twice", { arms: [turbo1, turbo1] }, "input", "duplicate arm: turbo-1"],
  ["a run named like the store", { name: "objects" }, "input", "invalid name: objects"],
  ["an unknown model", arm({ model: "sdxl" }), "missing", "unknown model: sdxl (arm turbo-1)"],
  ["an unknown prompt", { promptIds: ["moon"] }, "missing", "unknown prompt: moon"],
  ["a missing prompt set", { prompts: "none.jsonl" }, "missing", "missing file: "],
  ["a folder for a prompt set", { prompts: "." }, "missing", "missing file: "],
  [
    "an odd size",
    arm({ size: { height: 100, width: 128 } }),
    "input",
    "invalid size: 128 × 100 (arm turbo-1)",
  ],
  [
    "a size the UNet can't halve",
    arm({ size: { height: 136, width: 136 } }),
    "input",
    "invalid size: 136 × 136 (arm turbo-1)",
  ],
  ["a scheduler nobody has", arm({ scheduler: "heun" }), "input", "at arms.0.scheduler"],
  ["eta for a scheduler without it", arm({ eta: 0.5 }), "input", "unknown eta of euler_a: 0.5"],
  [
    "a flow sampler for another kind of model",
    arm({ scheduler: "flow_euler" }),
    "input",
    "unknown scheduler: flow_euler",
  ],
  ["steps beyond LCM's", arm({ scheduler: "lcm", steps: 51 }), "input", "invalid steps: 51"],
  ["steps that trail to -1", arm({ steps: 61 }), "input", "invalid steps: 61"],
  [
    "a first step beyond training",
    arm({ scheduler: "ddim", steps: 1000 }),
    "input",
    "invalid steps: 1000 (leading spacing begins beyond 999), arm turbo-1",
  ],
  ["steps beyond training", arm({ steps: 1001 }), "input", "at arms.0.steps"],
  ["negative guidance", arm({ guidance: -1 }), "input", "at arms.0.guidance"],
  ["a torn negative prompt", arm({ negativePrompt: "\ud800" }), "input", "invalid negative prompt"],
])("%s is refused before anything is written", async (_what, spec, kind, message) => {
  const error = await refusal(studio(), spec);
  expect(error.kind).toBe(kind);
  expect(error.message).toContain(message);
});

test.each<[string, string, string]>([
  ["isn't JSON", '{"id": "moon", ', "prompts.jsonl line 4: not JSON"],
  ["has no text", '{"id": "moon"}', "prompts.jsonl line 4 at text"],
  ["has an unknown key", '{"id": "moon", "text": "a moon", "size": 2}', "line 4: unknown key size"],
  ["has an id with a space", '{"id": "a moon", "text": "a moon"}', "prompts.jsonl line 4 at id"],
  ["repeats an id", '{"id": "star", "text": "a star"}', "duplicate prompt id: star"],
  ["holds half a character", '{"id": "moon", "text": "\\ud83c"}', "invalid prompt moon"],
])("a prompt line that %s is refused with its place", async (_what, line, message) => {
  const error = await refusal(withPrompt(line));
  expect(error.kind).toBe("input");
  expect(error.message).toContain(message);
  expect(error.message).toContain("prompts.jsonl");
});

test("a repeated prompt id names both lines", async () => {
  const error = await refusal(withPrompt('{"id": "star", "text": "a star"}'));
  expect(error.message).toMatch(/prompts\.jsonl line 4, first on line 1\)$/);
});

test("an empty prompt set is refused", async () => {
  expect((await refusal(studio({ prompts: ["", "  "] }))).message).toContain("no prompt in");
});

const unet = "mini-sdxl/models/mini-sdxl-turbo/unet/model.onnx";

test("a models folder without a registry is missing", async () => {
  const error = await refusal(studio({ models: path.join(import.meta.dirname, "nowhere") }));
  expect(error).toMatchObject({ kind: "missing" });
  expect(error.message).toContain("registry.json");
});

test("a missing model file is named, and only models that are asked for are looked at", async () => {
  const models = await copiedModels();
  await rm(path.join(models, unet));
  const one = studio({ models });
  const error = await refusal(one);
  expect(error).toMatchObject({ kind: "missing", code: "MODEL_DATA" });
  expect(error.message).toContain(`missing model file: ${unet}`);
  expect((await one.inspect({ arms: [{ id: "a", model: "mini-sdxl-lcm" }] })).jobs).toHaveLength(3);
});

test.each<[string, (file: string) => void, string]>([
  ["torn", (file) => truncateSync(file, 1000), "npx pairlab models verify"],
  ["changed by one byte", flipByte, "npx pairlab models verify"],
  [
    "a Git LFS pointer",
    (file) => writeFileSync(file, "version https://git-lfs.github.com/spec/v1\n"),
    "git lfs pull",
  ],
])("a model file that is %s is refused by its hash", async (_what, damage, hint) => {
  const models = await copiedModels();
  damage(path.join(models, unet));
  const error = await refusal(studio({ models }));
  expect(error).toMatchObject({ kind: "missing", code: "MODEL_DATA" });
  expect(error.message).toContain(`mismatched model file: ${unet} has sha256 `);
  expect(error.hint).toContain(hint);
});

test("a model file that changes after its check is noticed by its time", async () => {
  const models = await copiedModels();
  const one = studio({ models });
  await one.generate({ arms: [turbo1] }, { limit: 1 });
  flipByte(path.join(models, unet));
  await expect(one.generate({ arms: [turbo1] })).rejects.toThrow("mismatched model file");
});

function flipByte(file: string): void {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000);
  writeFileSync(file, bytes);
}
