import { KnownError } from "@pairlab/domain/errors";
import sharp, { type Color } from "sharp";
import { expect, test } from "vitest";
import { pngChunk, pngChunks, pngOf } from "../core/png-chunks.ts";
import { importedPixels } from "./imported-pixels.ts";

const red = { r: 255, g: 0, b: 0 };
/** Two pixels side by side: red, then blue. */
const redBlue = () =>
  sharp(new Uint8Array([255, 0, 0, 0, 0, 255]), { raw: { width: 2, height: 1, channels: 3 } });
const wide = (channels: 3 | 4, background: Color) =>
  sharp({ create: { width: 8, height: 4, channels, background } });
const pixelsOf = async (bytes: Uint8Array) => {
  const { pixels, format, changes } = await importedPixels(bytes, "a.png");
  return { rgb: [...pixels.rgb], size: [pixels.width, pixels.height], format, changes };
};

test("a plain PNG comes through unchanged", async () => {
  expect(await pixelsOf(await redBlue().png().toBuffer())).toEqual({
    rgb: [255, 0, 0, 0, 0, 255],
    size: [2, 1],
    format: "png",
    changes: [],
  });
});

test.each(["jpeg", "webp"] as const)("a %s is decoded and its format named", async (format) => {
  const { rgb, ...rest } = await pixelsOf(await wide(3, red).toFormat(format).toBuffer());
  expect(rest).toEqual({ size: [8, 4], format, changes: [] });
  for (const [index, value] of rgb.entries())
    expect(Math.abs(value - (index % 3 === 0 ? 255 : 0))).toBeLessThanOrEqual(4);
});

test("transparency is laid on white, an opaque alpha channel dropped", async () => {
  const half = await pixelsOf(
    await wide(4, { ...red, alpha: 0.5 })
      .png()
      .toBuffer(),
  );
  expect(half.rgb.slice(0, 3)).toEqual([255, 127, 127]);
  expect(half.changes).toEqual(["transparency laid on white"]);
  const opaque = await pixelsOf(
    await wide(4, { ...red, alpha: 1 })
      .png()
      .toBuffer(),
  );
  expect(opaque.rgb.slice(0, 3)).toEqual([255, 0, 0]);
  expect(opaque.changes).toEqual(["alpha channel dropped, all of it opaque"]);
});

test("a picture that a camera turned is turned upright", async () => {
  const turned = await redBlue().withMetadata({ orientation: 6 }).png().toBuffer();
  const { rgb, size, changes } = await pixelsOf(turned);
  expect(size).toEqual([1, 2]);
  expect(rgb).toEqual([255, 0, 0, 0, 0, 255]);
  expect(changes).toContain("turned upright (EXIF orientation 6)");
});

test("16 bits become 8, grey becomes three channels, a palette is looked up", async () => {
  const deep = await wide(3, { r: 128, g: 64, b: 32 }).toColourspace("rgb16").png().toBuffer();
  const reduced = await pixelsOf(deep);
  expect(reduced.rgb.slice(0, 3)).toEqual([128, 64, 32]);
  expect(reduced.changes).toEqual(["reduced from 16 to 8 bits a channel"]);
  const grey = await pixelsOf(await wide(3, "#808080").toColourspace("b-w").png().toBuffer());
  expect(grey.rgb.slice(0, 3)).toEqual([128, 128, 128]);
  expect(grey.changes).toEqual(["grey values repeated as red, green and blue"]);
  const palette = await pixelsOf(await redBlue().png({ palette: true }).toBuffer());
  expect(palette.rgb).toEqual([255, 0, 0, 0, 0, 255]);
  expect(palette.changes).toContain("colours taken from its palette");
});

test("a colour profile is applied and said to be", async () => {
  const wideGamut = await wide(3, { r: 200, g: 100, b: 50 })
    .withIccProfile("p3", { attach: true })
    .png()
    .toBuffer();
  const { rgb, changes } = await pixelsOf(wideGamut);
  expect(changes).toEqual(["converted by its colour profile to sRGB"]);
  // sharp converted to Display P3 when it attached the profile; the way back ends within a level.
  for (const [channel, value] of [200, 100, 50].entries())
    expect(Math.abs((rgb[channel] ?? 0) - value)).toBeLessThanOrEqual(1);
});

test("CMYK is converted and said to be", async () => {
  const { rgb, changes } = await pixelsOf(
    await wide(3, red).toColourspace("cmyk").jpeg({ quality: 100 }).toBuffer(),
  );
  expect(changes).toContain("converted from CMYK to sRGB");
  expect(rgb[0]).toBeGreaterThan(200);
  expect(rgb[1]).toBeLessThan(80);
});

async function refusal(bytes: Uint8Array): Promise<string> {
  const error = await importedPixels(bytes, "b/x.png, table.csv line 3").catch(
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof KnownError)) throw new Error("nothing was refused");
  expect(error.kind).toBe("input");
  expect(error.message).toMatch(/^invalid picture: b\/x\.png, table\.csv line 3 \(/);
  return error.message;
}

test.each(["png", "jpeg", "webp"] as const)("a %s that is cut short is refused", async (format) => {
  const noise = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * 7919) % 251);
  const bytes = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
    .toFormat(format)
    .toBuffer();
  await refusal(bytes.subarray(0, Math.floor(bytes.length * 0.6)));
  await refusal(bytes.subarray(0, 20));
});

test("text, an empty file and another format are refused", async () => {
  await refusal(new TextEncoder().encode("no picture at all"));
  await refusal(new Uint8Array());
  expect(await refusal(await wide(3, red).gif().toBuffer())).toContain("gif, not PNG");
});

test("a picture that moves is refused, as WebP and as PNG", async () => {
  const frames = await sharp(
    new Uint8Array(2 * 4 * 3).map((_, i) => i * 10),
    {
      raw: { width: 2, height: 4, channels: 3, pageHeight: 2 },
    },
  )
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer();
  expect(await refusal(frames)).toContain("it moves");
  const chunks = pngChunks(await redBlue().png().toBuffer()) ?? [];
  const moving = pngOf(chunks.toSpliced(1, 0, pngChunk("acTL", new Uint8Array(8))));
  expect(await refusal(moving)).toContain("it moves");
});
