import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeNewFolder } from "./write-new-folder.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-folder-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const files = new Map([
  ["a.txt", "A"],
  ["b.txt", "B"],
]);

test("writeNewFolder writes once, and the same again is no change", () => {
  const target = path.join(folder, "deep", "out");
  expect(writeNewFolder(target, files)).toBe("written");
  expect(writeNewFolder(target, files)).toBe("same");
  expect(readFileSync(path.join(target, "b.txt"), "utf8")).toBe("B");
  expect(readdirSync(path.join(folder, "deep"))).toEqual(["out"]);
});

test("writeNewFolder leaves a folder alone that holds anything else", () => {
  writeFileSync(path.join(folder, "notes.txt"), "mine");
  expect(() => writeNewFolder(folder, files)).toThrow("holds something else");
  expect(readdirSync(folder)).toEqual(["notes.txt"]);
  const beside = readdirSync(path.dirname(folder));
  expect(beside.filter((name) => name.includes(path.basename(folder)))).toHaveLength(1);
});
