import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

const bin = path.resolve(import.meta.dirname, "../bin/pairlab.mjs");

function pairlab(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...words], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("without a command the help is the result", () => {
  const { status, stdout } = pairlab();
  expect(status).toBe(0);
  for (const word of ["generate", "study", "analyse", "report", "doctor"])
    expect(stdout).toContain(word);
});

test("--version gives version and commit", () => {
  const { status, stdout } = pairlab("--version");
  expect(status).toBe(0);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+( \([0-9a-f]+\))?\n$/);
});

test("an unknown command or option is one error line, one hint, exit 2 and nothing on stdout", () => {
  for (const words of [["generat"], ["generate", "--no-such-option"], ["--no-such-option"]]) {
    const { status, stdout, stderr } = pairlab(...words);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^error {2}invalid command: .*\nhint {3}.+\n$/);
  }
});
