import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../../../..");
const bin = path.join(root, "packages/cli/bin/pairlab.mjs");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-disk-"));
  const prompts = ["star", "ring", "fish"].map((id) => JSON.stringify({ id, text: `a red ${id}` }));
  writeFileSync(path.join(folder, "prompts.jsonl"), `${prompts.join("\n")}\n`);
  const arms = [{ id: "turbo", model: "mini-sdxl-turbo", steps: 1 }];
  const spec = { version: 1, name: "small", prompts: "prompts.jsonl", arms };
  writeFileSync(path.join(folder, "spec.json"), JSON.stringify(spec));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Generates, under a limit of so many KiB on the size of any file where one is given. */
function generate(state: string, limitKib?: number) {
  const words = [process.execPath, bin, "generate", "spec.json", "--data-dir", state, "--json"];
  // tsx keeps a cache of its own, which would meet the limit first.
  const limit = limitKib === undefined ? "" : `ulimit -f ${limitKib}; TSX_DISABLE_CACHE=1`;
  const options = { cwd: folder, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["-c", `${limit} "$@"`, "bash", ...words],
    options,
  );
  return { status, stdout, stderr };
}

const below = (state: string) =>
  readdirSync(path.join(folder, state), { recursive: true, encoding: "utf8" });

test("a picture that can't be written whole isn't there at all, and the next run makes it", () => {
  const refused = generate("state", 16);
  expect(refused).toMatchObject({ status: 3, stdout: "" });
  expect(refused.stderr).toMatch(/missing room to write: .*objects \(files may not grow/);
  expect(refused.stderr).toMatch(/hint {3}.*what is finished is kept/);
  expect(below("state").filter((name) => /\.png|draft|manifest/.test(name))).toEqual([]);
  const after = generate("state");
  expect(JSON.parse(after.stdout)).toMatchObject({ status: "complete", made: 3, failed: 0 });
});

test("a file where the runs should be is named", () => {
  mkdirSync(path.join(folder, "taken"));
  writeFileSync(path.join(folder, "taken/runs"), "a file where the runs should be");
  const { status, stderr } = generate("taken");
  expect({ status, stderr }).toEqual({
    status: 3,
    stderr: expect.stringContaining("(a part of the path is a file, not a folder)"),
  });
});
