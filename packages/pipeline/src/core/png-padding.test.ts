import { crc32 } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { pngChunkTypes } from "./essential-png.ts";
import { commonPngLength, padPng } from "./png-padding.ts";

/** Made by hand: a PNG of one white pixel. */
const onePixel = Uint8Array.from(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==",
    "base64",
  ),
);

/** The chunks of a PNG, each with whether its stored CRC is that of its type and data. */
function chunks(png: Uint8Array) {
  const bytes = Buffer.from(png);
  const found: { type: string; isIntact: boolean }[] = [];
  for (let start = 8; start < bytes.length; ) {
    const length = bytes.readUInt32BE(start);
    const body = bytes.subarray(start + 4, start + 8 + length);
    found.push({
      type: body.toString("latin1", 0, 4),
      isIntact: bytes.readUInt32BE(start + 8 + length) === crc32(body),
    });
    start += length + 12;
  }
  return found;
}

test("a padded PNG has exactly the asked length, intact chunks, and one more before its end", () => {
  fc.assert(
    fc.property(fc.integer({ min: 12, max: 5000 }), (more) => {
      const padded = padPng(onePixel, onePixel.length + more);
      expect(padded).toHaveLength(onePixel.length + more);
      expect(chunks(padded)).toEqual(
        ["IHDR", "IDAT", "paDd", "IEND"].map((type) => ({ type, isIntact: true })),
      );
      expect(pngChunkTypes(padded)).toEqual(["IHDR", "IDAT", "paDd", "IEND"]);
      expect(padded.subarray(0, onePixel.length - 12)).toEqual(onePixel.subarray(0, -12));
    }),
  );
});

test("a padded PNG can be padded again, and what was given stays as it was", () => {
  const before = onePixel.slice();
  const twice = padPng(padPng(onePixel, 200), 300);
  expect(pngChunkTypes(twice)).toEqual(["IHDR", "IDAT", "paDd", "paDd", "IEND"]);
  expect(onePixel).toEqual(before);
});

test("a length without room for the chunk is refused, the PNG's own length included", () => {
  for (const more of [-1, 0, 1, 11])
    expect(() => padPng(onePixel, onePixel.length + more)).toThrow(RangeError);
});

test("all PNGs of a set can be padded to their common length", () => {
  const sets = fc.array(fc.integer({ min: 12, max: 500 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(sets, (extras) => {
      const pngs = extras.map((more) => padPng(onePixel, onePixel.length + more));
      const length = commonPngLength(pngs);
      expect(pngs.map((png) => padPng(png, length).length)).toEqual(extras.map(() => length));
      expect(length - Math.max(...pngs.map((png) => png.length))).toBe(12);
    }),
  );
});
