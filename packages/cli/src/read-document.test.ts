import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { readDocument } from "./read-document.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-document-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const Named = z.strictObject({ name: z.string() });

function written(content: string | Uint8Array): string {
  const file = path.join(folder, "spec.json");
  writeFileSync(file, content);
  return file;
}

test("readDocument takes a document with a mark at its start and Windows' line ends", () => {
  expect(readDocument(Named, written('\uFEFF{\r\n"name": "é"\r\n}\r\n'))).toEqual({ name: "é" });
});

test("readDocument refuses a text that isn't UTF-8, with its line", () => {
  const file = written(Buffer.from('{\n"name": "\u00e9"}', "latin1"));
  expect(() => readDocument(Named, file)).toThrow(
    /^invalid text: not UTF-8 \(.*spec\.json line 2\)$/,
  );
});

test("readDocument says on one line what isn't JSON", () => {
  const file = written("garbage\n\nand more");
  expect(() => readDocument(Named, file)).toThrow(
    expect.objectContaining({ hint: expect.not.stringContaining("\n") }),
  );
});
