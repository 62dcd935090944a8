import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../../../..");
const bin = path.join(root, "packages/cli/bin/pairlab.mjs");
let folder: string;

function pairlab(...words: string[]) {
  const options = { cwd: folder, encoding: "utf8" } as const;
  const all = [bin, ...words, "--data-dir", "state"];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, options);
  return { status, stdout, stderr };
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-regenerate-"));
  const prompts = ["star", "ring", "fish"].map((id) => JSON.stringify({ id, text: `a red ${id}` }));
  writeFileSync(path.join(folder, "prompts.jsonl"), `${prompts.join("\n")}\n`);
  const arms = [{ id: "turbo", model: "mini-sdxl-turbo", steps: 1 }];
  const spec = { version: 1, name: "small", prompts: "prompts.jsonl", arms };
  writeFileSync(path.join(folder, "spec.json"), JSON.stringify(spec));
  pairlab("generate", "spec.json");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(["small", "state/runs/small", "state/runs/small/manifest.json"])(
  "a run is made again by what it is called: %s",
  (run) => {
    const { status, stdout } = pairlab("regenerate", run, "--json");
    expect(status).toBe(0);
    const { pictures, verdicts } = JSON.parse(stdout);
    expect(verdicts).toEqual({ identical: 3, samePixels: 0, parity: 0, drifted: 0 });
    expect(pictures).toHaveLength(3);
  },
);

test("a sample is drawn at random, the same for the same seed", () => {
  const drawn = (seed: string) => {
    const { stdout } = pairlab("regenerate", "small", "--sample", "1", "--seed", seed, "--json");
    const files: string[] = JSON.parse(stdout).pictures.map(({ file = "" }) => path.basename(file));
    return files;
  };
  expect(drawn("1")).toEqual(drawn("1"));
  expect(new Set(["1", "2", "3", "4", "5", "6"].flatMap(drawn)).size).toBeGreaterThan(1);
});

test("a picture that drifted is named with how far, and the exit code says so", () => {
  cpSync(path.join(folder, "state/runs/small"), path.join(folder, "copy"), { recursive: true });
  const [star, ring] = ["star", "ring"].map((id) =>
    path.join(folder, `copy/images/turbo/${id}-0.png`),
  );
  // The ring's capsule on the star's pixels: chunks are header, text, then image data.
  const [a, b] = [readFileSync(star ?? ""), readFileSync(ring ?? "")];
  const data = (png: Buffer) => png.indexOf("IDAT") - 4;
  writeFileSync(ring ?? "", Buffer.concat([b.subarray(0, data(b)), a.subarray(data(a))]));
  const { status, stdout } = pairlab("regenerate", "copy");
  expect(status).toBe(1);
  expect(stdout).toMatch(
    /^turbo\/ring-0\.png: drifted, first difference in the file's pixels, changed after it was made, largest difference \d+ of 255, mean [\d.]+, SSIM 0\.\d{4}$/m,
  );
  expect(stdout).toContain("3 made again: 2 identical to the byte");
});

test.each([
  ["nowhere", "missing run: nowhere"],
  ["nowhere.png", "missing picture: "],
  [path.join(root, "models/mini-sdxl/sheet.png"), "carries no capsule"],
])("%s can't be made again, and the reason is given", (run, message) => {
  const { status, stderr } = pairlab("regenerate", run);
  expect({ status, stderr }).toEqual({ status: 3, stderr: expect.stringContaining(message) });
});

test("a picture with a changed byte is called that, not one without a capsule", () => {
  const bytes = readFileSync(path.join(folder, "state/runs/small/images/turbo/fish-0.png"));
  const half = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(half) ^ 1, half);
  writeFileSync(path.join(folder, "torn.png"), bytes);
  const { status, stderr } = pairlab("regenerate", "torn.png");
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringMatching(
      /^error {2}invalid picture: .*torn\.png is torn, changed, or no PNG/,
    ),
  });
});
