import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

const root = path.resolve(import.meta.dirname, "../../../..");
const bin = path.join(root, "packages/cli/bin/pairlab.mjs");
const golden = path.join(root, "models/mini-sdxl/golden");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-image-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function pairlab(...words: string[]) {
  const options = { cwd: folder, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [bin, "--data-dir", "state", ...words],
    options,
  );
  return { status, stdout, stderr };
}

const Case = z.object({
  model: z.string(),
  prompt: z.string(),
  negative_prompt: z.string().optional(),
  original_size: z.tuple([z.int(), z.int()]).optional(),
  seed: z.int(),
  steps: z.int(),
  guidanceScale: z.number(),
  scheduler: z.string(),
  width: z.int(),
  height: z.int(),
});
const floats = (file: string) => {
  const bytes = readFileSync(file);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
};

// Reference runs of the embedded models with diffusers on PyTorch.
test.each(["base-12-ddim", "base-10-negative", "base-8-soft", "lcm-4", "turbo-1-bang"])(
  "image draws %s as the reference did, from the command line alone",
  (name) => {
    const one = Case.parse(JSON.parse(readFileSync(path.join(golden, name, "case.json"), "utf8")));
    const [height, width] = one.original_size ?? [one.height, one.width];
    const asked = [
      ["--model", one.model],
      ["--prompt", one.prompt],
      ["--seed", String(one.seed)],
      ["--steps", String(one.steps)],
      ["--guidance", String(one.guidanceScale)],
      ["--scheduler", one.scheduler],
      ["--width", String(one.width), "--height", String(one.height)],
      ["--original-size", `${width}x${height}`],
      one.negative_prompt === undefined ? [] : ["--negative", one.negative_prompt],
      ["--out", `${name}.png`, "--latents", `${name}.f32`, "--json"],
    ].flat();
    const { status, stdout, stderr } = pairlab("image", ...asked);
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.any(String) });
    const expected = floats(path.join(golden, name, "latents.f32"));
    const found = floats(path.join(folder, `${name}.f32`));
    const last = expected.subarray(expected.length - found.length);
    expect(found.length).toBe((one.width * one.height * 4) / 64);
    const apart = found.map((value, i) => Math.abs(value - (last[i] ?? Number.NaN)));
    expect(Math.max(...apart)).toBeLessThanOrEqual(2e-4);
    expect(JSON.parse(stdout)).toMatchObject({
      width: one.width,
      capsule: { request: { prompt: one.prompt, seed: one.seed, steps: one.steps } },
    });
  },
);

test("a picture made by image is made again from its own file", () => {
  const prompt = "a red star on a white background";
  pairlab("image", "--model", "mini-sdxl-turbo", "--prompt", prompt, "--out", "star.png");
  const { status, stdout } = pairlab("regenerate", "star.png");
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringContaining("1 identical to the byte"),
  });
});

test.each([
  [["--steps", "0"], "invalid --steps: 0"],
  [["--guidance", "-1"], "invalid --guidance: -1"],
  [["--seed", "4294967296"], "invalid --seed: 4294967296"],
  [["--scheduler", "heun"], "unknown --scheduler: heun"],
  [["--noise", "numpy"], "unknown --noise: numpy"],
  [["--latents", "no.png"], "invalid --latents: no.png is where the picture goes"],
  [["--out", "no.jpg"], "invalid --out: no.jpg (pictures are PNG files)"],
  [["--out", "."], "isn't a file's name"],
  [["--width", "64"], "missing --width or --height"],
  [["--width", "100", "--height", "128"], "invalid size: 100 × 128"],
  [["--original-size", "big"], "invalid --original-size: big"],
  [["--model", "sdxl"], "unknown model: sdxl"],
  [["--provider", "gpu"], "unknown --provider: gpu"],
])("%j is refused before anything is written", (words, message) => {
  const usual = ["--model", "mini-sdxl-turbo", "--prompt", "a red star", "--out", "no.png"];
  const { status, stderr } = pairlab("image", ...usual, ...words);
  expect(stderr).toContain(message);
  expect(stderr).toContain("hint");
  expect([2, 3]).toContain(status);
  expect(existsSync(path.join(folder, "no.png"))).toBe(false);
});

test("a place that can't be written is a known error", () => {
  const usual = ["--model", "mini-sdxl-turbo", "--prompt", "a red star"];
  const { status, stderr } = pairlab("image", ...usual, "--out", path.join(bin, "x.png"));
  expect({ status, stderr }).toEqual({
    status: 3,
    stderr: expect.stringContaining("a file is in the place of a folder"),
  });
});

test("a state folder that can't remember checked files is no reason to draw nothing", () => {
  const state = path.join(folder, "frozen");
  mkdirSync(path.join(state, "model-stamps.json", "in the way"), { recursive: true });
  const usual = ["--model", "mini-sdxl-turbo", "--prompt", "a red star", "--out", "frozen.png"];
  const { status } = pairlab("image", ...usual, "--data-dir", state);
  expect({ status, left: readdirSync(state) }).toEqual({ status: 0, left: ["model-stamps.json"] });
});
