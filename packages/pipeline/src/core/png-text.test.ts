import fc from "fast-check";
import { expect, test } from "vitest";
import { essentialPng, pngChunkTypes } from "./essential-png.ts";
import { pngText, withPngText } from "./png-text.ts";

/** Made by hand: a PNG of one white pixel. */
const png = Uint8Array.from(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==",
    "base64",
  ),
);

test("any text comes back as it was put in, before the pixels, which stay the same bytes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const marked = withPngText(png, "pairlab", text);
      expect(pngText(marked, "pairlab")).toBe(text);
      expect(pngChunkTypes(marked)).toEqual(["IHDR", "iTXt", "IDAT", "IEND"]);
      expect(essentialPng(marked)).toEqual(png);
    }),
  );
});

test("texts under other keywords, compressed ones and none at all are no text", () => {
  expect(pngText(png, "pairlab")).toBeUndefined();
  const other = withPngText(png, "pairlab2", "other");
  expect(pngText(other, "pairlab")).toBeUndefined();
  expect(pngText(withPngText(other, "pairlab", "ours"), "pairlab")).toBe("ours");
  expect(pngText(withPngText(png, "pairlab", "a\0b"), "pairlab")).toBe("a\0b");
});

test("no damage to a file makes the reader throw or read another text", () => {
  const marked = withPngText(png, "pairlab", "what was asked");
  const damaged = fc.tuple(fc.nat(marked.length - 1), fc.integer({ min: 1, max: 255 }));
  fc.assert(
    fc.property(damaged, fc.nat(marked.length), ([place, change], length) => {
      const flipped = marked.slice();
      flipped[place] = (flipped[place] ?? 0) ^ change;
      expect([undefined, "what was asked"]).toContain(pngText(flipped, "pairlab"));
      const whole = length === marked.length ? "what was asked" : undefined;
      expect(pngText(marked.subarray(0, length), "pairlab")).toBe(whole);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(pngText(bytes, "pairlab")).toBeUndefined();
    }),
  );
});

test("what is no PNG, and a keyword PNG doesn't allow, are refused", () => {
  expect(() => withPngText(png.subarray(1), "pairlab", "")).toThrow("not a whole PNG");
  expect(() => withPngText(png, "", "")).toThrow(RangeError);
  expect(() => withPngText(png, "a\0b", "")).toThrow(RangeError);
});
