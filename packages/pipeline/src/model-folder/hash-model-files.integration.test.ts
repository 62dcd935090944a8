import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hashModelFiles, sizeOfFiles } from "./hash-model-files.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-hash-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 10269854720\n`;

test("files are hashed whole, with a word for each piece that was read", async () => {
  writeFileSync(path.join(folder, "a.txt"), "abc");
  let read = 0;
  const onBytes = (bytes: number) => {
    read += bytes;
  };
  // SHA-256 of "abc": FIPS 180-2, appendix B.1.
  expect(await hashModelFiles(folder, ["a.txt"], { onBytes })).toEqual([
    {
      path: "a.txt",
      sizeBytes: 3,
      sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    },
  ]);
  expect(read).toBe(3);
  expect(await sizeOfFiles(folder, ["a.txt", "a.txt"])).toBe(6);
});

test.each([
  ["empty.onnx", "", /^missing content: empty\.onnx is empty$/],
  ["pointer.onnx", pointer, /^missing content: pointer\.onnx is a Git LFS pointer/],
])("%s isn't taken for a model's file", async (name, content, message) => {
  writeFileSync(path.join(folder, name), content);
  await expect(hashModelFiles(folder, [name], {})).rejects.toMatchObject({
    code: "MODEL_DATA",
    message: expect.stringMatching(message),
  });
});

test("reading ends when it is told to", async () => {
  writeFileSync(path.join(folder, "large"), Buffer.alloc(8 << 20));
  const abort = new AbortController();
  const hashing = hashModelFiles(folder, ["large"], {
    signal: abort.signal,
    onBytes: () => abort.abort(),
  });
  await expect(hashing).rejects.toMatchObject({ name: "AbortError" });
});
