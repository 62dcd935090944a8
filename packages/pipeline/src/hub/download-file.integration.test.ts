import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { sha256 } from "../adapters/sha256.ts";
import { downloadFile } from "./download-file.ts";
import { fileDownload, hubServer, someBytes } from "./hub.fixture.ts";
import {
  answers,
  dropsAfter,
  ignoresRange,
  servesOtherBytes,
  servesTooMuch,
  stallsAfter,
} from "./hub-server.fixture.ts";

const name = "unet/model.onnx";
const bytes = someBytes(300_000);
const ranges = (server: Awaited<ReturnType<typeof hubServer>>) =>
  server.asked.map(({ range }) => range);

test("a file arrives whole, with its SHA-256, and isn't asked for twice", async () => {
  const server = await hubServer({ [name]: bytes });
  const { download, file, folder, seen } = fileDownload(server, name, bytes);
  const found = await downloadFile(download, file);
  expect(found).toEqual({ path: name, sizeBytes: bytes.length, sha256: sha256(bytes) });
  expect(readFileSync(path.join(folder, name)).equals(bytes)).toBe(true);
  expect(seen.at(-1)).toBe(bytes.length);
  expect(await downloadFile(download, file)).toEqual(found);
  expect(server.asked).toHaveLength(1);
});

test("a small file is held to git's own hash", async () => {
  const small = Buffer.from('{"a":1}');
  const server = await hubServer({ "unet/config.json": small });
  const { download, file } = fileDownload(server, "unet/config.json", small);
  expect(file.hash.kind).toBe("git-blob");
  expect(await downloadFile(download, file)).toMatchObject({ sha256: sha256(small) });
  server.misbehave("unet/config.json", answers(200, {}, Buffer.from('{"a":2}')));
  const again = fileDownload(server, "unet/config.json", small);
  await expect(downloadFile(again.download, file)).rejects.toThrow(
    /^mismatched download: .* git hash/,
  );
});

test("dropped connections are resumed from the byte where they broke, and don't count while they bring something", async () => {
  const server = await hubServer({ [name]: bytes });
  const drops = [1, 2, 3, 4, 5, 6].map(() => dropsAfter(40_000));
  server.misbehave(name, ...drops);
  const { download, file, folder } = fileDownload(server, name, bytes);
  await downloadFile(download, file);
  expect(readFileSync(path.join(folder, name)).equals(bytes)).toBe(true);
  expect(ranges(server)).toHaveLength(7);
  const starts = ranges(server).map((range) => Number(/\d+/.exec(range ?? "bytes=0-")?.[0]));
  expect(starts.toSorted((a, b) => a - b)).toEqual(starts);
  expect(starts.at(-1)).toBe(240_000);
  expect(download.remarks[0]).toMatch(
    /^unet\/model\.onnx: the connection broke .*trying again in 1 s/,
  );
});

test("a server that brings nothing is given up after as many attempts as there is patience for", async () => {
  const server = await hubServer({ [name]: bytes });
  server.misbehave(name, ...[1, 2, 3, 4].map(() => dropsAfter(0)));
  const { download, file } = fileDownload(server, name, bytes);
  await expect(downloadFile(download, file)).rejects.toMatchObject({
    kind: "missing",
    code: "HUB_UNREACHABLE",
  });
  expect(server.asked).toHaveLength(3);
});

test("a server that can't resume and always drops is given up too", async () => {
  const server = await hubServer({ [name]: bytes });
  const halfAgain = answersHalf();
  server.misbehave(name, ...Array.from({ length: 20 }, () => halfAgain));
  const { download, file } = fileDownload(server, name, bytes);
  await expect(downloadFile(download, file)).rejects.toMatchObject({ code: "HUB_UNREACHABLE" });
  expect(server.asked.length).toBeLessThan(6);
});

const answersHalf =
  (): Parameters<Awaited<ReturnType<typeof hubServer>>["misbehave"]>[1] => (response, all) => {
    response.writeHead(200, { "content-length": all.length });
    response.write(all.subarray(0, 100_000), () => response.destroy());
  };

test("a connection that stalls counts as dropped", async () => {
  const server = await hubServer({ [name]: bytes });
  server.misbehave(name, stallsAfter(50_000));
  const { download, file, folder } = fileDownload(server, name, bytes);
  await downloadFile(download, file);
  expect(readFileSync(path.join(folder, name)).equals(bytes)).toBe(true);
  expect(ranges(server)).toEqual([undefined, "bytes=50000-"]);
  expect(download.remarks[0]).toContain("nothing for too long");
});

/** Leaves the first bytes of the file as an interrupted call does. */
function begun(folder: string, hash: string, content: Buffer): void {
  const partial = path.join(folder, `${name}.${hash.slice(0, 16)}.partial`);
  writeFileSync(partial, content);
}

async function interrupted(content = bytes.subarray(0, 120_000)) {
  const server = await hubServer({ [name]: bytes });
  const made = fileDownload(server, name, bytes);
  server.misbehave(name, dropsAfter(0), dropsAfter(0), dropsAfter(0));
  await expect(downloadFile(made.download, made.file)).rejects.toThrow();
  server.asked.length = 0;
  begun(made.folder, made.file.hash.hex, content);
  return { server, ...made };
}

test("a later call asks for the missing bytes alone", async () => {
  const { server, download, file, folder } = await interrupted();
  await downloadFile(download, file);
  expect(ranges(server)).toEqual(["bytes=120000-"]);
  expect(readFileSync(path.join(folder, name)).equals(bytes)).toBe(true);
  expect(readdirSync(path.join(folder, "unet"))).toEqual(["model.onnx"]);
});

test("a whole partial file is checked and takes its name without a request", async () => {
  const { server, download, file, folder } = await interrupted(bytes);
  await downloadFile(download, file);
  expect(server.asked).toEqual([]);
  expect(readdirSync(path.join(folder, "unet"))).toEqual(["model.onnx"]);
});

test.each([
  ["ignores the range and sends everything", ignoresRange],
  ["knows no such range (416)", answers(416, { "content-range": "bytes */5" })],
])("a server that %s makes it begin anew", async (_, misbehaviour) => {
  const { server, download, file, folder } = await interrupted();
  server.misbehave(name, misbehaviour);
  await downloadFile(download, file);
  expect(ranges(server)[0]).toBe("bytes=120000-");
  expect(readFileSync(path.join(folder, name)).equals(bytes)).toBe(true);
});

test("a partial file with a wrong beginning is found out at the end and thrown away", async () => {
  const { download, file, folder } = await interrupted(someBytes(120_000, 9));
  await expect(downloadFile(download, file)).rejects.toThrow(/^mismatched download: .* SHA-256/);
  expect(readdirSync(path.join(folder, "unet"))).toEqual([]);
  await downloadFile(download, file);
  expect(readFileSync(path.join(folder, name)).equals(bytes)).toBe(true);
});

test("the beginning of another version of a file is not gone on with", async () => {
  const { server, download, file, folder } = await interrupted();
  begun(folder, "f".repeat(64), bytes.subarray(0, 10));
  await downloadFile(download, file);
  expect(ranges(server)).toEqual(["bytes=120000-"]);
  expect(readdirSync(path.join(folder, "unet"))).toEqual(["model.onnx"]);
});

test("a finished file that was spoilt is downloaded again", async () => {
  const server = await hubServer({ [name]: bytes });
  const { download, file, folder } = fileDownload(server, name, bytes);
  await downloadFile(download, file);
  writeFileSync(path.join(folder, name), someBytes(bytes.length, 5));
  await downloadFile(download, file);
  expect(readFileSync(path.join(folder, name)).equals(bytes)).toBe(true);
});

test.each([
  [
    "wrong bytes",
    servesOtherBytes,
    /^mismatched download: unet\/model\.onnx has SHA-256 [0-9a-f]{64}, listed is/,
  ],
  ["more bytes than listed", servesTooMuch, /is longer than the 300000 bytes listed/],
  [
    "a shorter file",
    answers(200, { "content-length": "299999" }, bytes.subarray(1)),
    /offers 299999 bytes of .*, listed are 300000/,
  ],
  ["another length", answers(200, { "content-length": "300001" }), /offers 300001 bytes/],
  [
    "another range",
    answers(206, { "content-range": "bytes 5-299999/300000" }, bytes.subarray(5)),
    /offers Content-Range bytes 5-299999\/300000/,
  ],
])("%s are refused and leave nothing", async (_, misbehaviour, message) => {
  const server = await hubServer({ [name]: bytes });
  server.misbehave(name, misbehaviour);
  const { download, file, folder } = fileDownload(server, name, bytes);
  await expect(downloadFile(download, file)).rejects.toMatchObject({
    kind: "missing",
    code: "MODEL_DATA",
    message: expect.stringMatching(message),
  });
  expect(existsSync(path.join(folder, name))).toBe(false);
  const left = readdirSync(path.join(folder, "unet")).map(
    (left) => readFileSync(path.join(folder, "unet", left)).length,
  );
  expect(left.every((size) => size === 0)).toBe(true);
});

test("a chunked answer that ends early is gone on with", async () => {
  const server = await hubServer({ [name]: bytes });
  server.misbehave(name, (response, all) => {
    response.writeHead(200);
    response.end(all.subarray(0, 1000));
  });
  const { download, file, folder } = fileDownload(server, name, bytes);
  await downloadFile(download, file);
  expect(ranges(server)).toEqual([undefined, "bytes=1000-"]);
  expect(readFileSync(path.join(folder, name)).equals(bytes)).toBe(true);
});

test("Ctrl-C keeps what has arrived", async () => {
  const server = await hubServer({ [name]: bytes });
  server.misbehave(name, stallsAfter(60_000));
  const { download, file, folder } = fileDownload(server, name, bytes);
  const abort = new AbortController();
  const stopped = downloadFile(
    {
      ...download,
      signal: abort.signal,
      onBytes: (count) => {
        if (count === 60_000) abort.abort();
      },
    },
    file,
  );
  await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
  await downloadFile(download, file);
  expect(ranges(server)).toEqual([undefined, "bytes=60000-"]);
  expect(readFileSync(path.join(folder, name)).equals(bytes)).toBe(true);
});
