import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { pngChunkTypes } from "../core/essential-png.ts";
import { withPngText } from "../core/png-text.ts";
import { decodePicture, encodePng, resized } from "./png.ts";

const rgb = Uint8Array.from({ length: 16 * 16 * 3 }, (_, i) => (i * 37) % 256);
const picture = { rgb, width: 16, height: 16 };

test("a PNG is header, image data and end, whatever the encoder adds, and decodes to its pixels", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "pairlab-png-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const larger = await resized(picture, { width: 512, height: 512 }, "lanczos3");
  for (const [name, pixels] of Object.entries({ picture, larger })) {
    const png = await encodePng(pixels);
    expect(new Set(pngChunkTypes(png))).toEqual(new Set(["IHDR", "IDAT", "IEND"]));
    const file = path.join(folder, `${name}.png`);
    writeFileSync(file, png);
    expect(await decodePicture(file)).toEqual(pixels);
  }
});

test("nearest repeats whole pixels", async () => {
  const twice = await resized(picture, { width: 32, height: 32 }, "nearest");
  for (const [x, y] of [
    [0, 0],
    [31, 31],
    [13, 6],
  ] as const) {
    const from = 3 * ((y >> 1) * 16 + (x >> 1));
    const at = 3 * (y * 32 + x);
    expect(twice.rgb.subarray(at, at + 3)).toEqual(rgb.subarray(from, from + 3));
  }
});

test("a text in a PNG changes no pixel", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "pairlab-png-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, "marked.png");
  writeFileSync(file, withPngText(await encodePng(picture), "pairlab", '{"prompt":"ein Bär"}'));
  expect(await decodePicture(file)).toEqual(picture);
});
