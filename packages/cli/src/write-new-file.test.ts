import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeNewFile } from "./write-new-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-file-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("writeNewFile writes once, and the same again is no change", () => {
  const target = path.join(folder, "deep", "set.jsonl");
  expect(writeNewFile(target, "a\n")).toBe("written");
  expect(writeNewFile(target, "a\n")).toBe("same");
  expect(() => writeNewFile(target, "b\n")).toThrow("holds something else");
  expect(readFileSync(target, "utf8")).toBe("a\n");
  expect(readdirSync(path.dirname(target))).toEqual(["set.jsonl"]);
});

test("writeNewFile names a folder where a file is asked for", () => {
  mkdirSync(path.join(folder, "out"));
  expect(() => writeNewFile(path.join(folder, "out"), "a\n")).toThrow("out is a folder");
});

test("writeNewFile says why a place can't be written, and leaves nothing there", () => {
  writeFileSync(path.join(folder, "file"), "mine");
  expect(() => writeNewFile(path.join(folder, "file", "set.jsonl"), "a\n")).toThrow(
    "missing room to write",
  );
  expect(readdirSync(folder)).toEqual(["file"]);
});
