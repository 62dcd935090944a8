import { readFile } from "node:fs/promises";
import type { Size } from "@pairlab/domain/arm";
import { KnownError } from "@pairlab/domain/errors";
import type { Plan } from "@pairlab/domain/plan";
import sharp from "sharp";
import { essentialPng } from "../core/essential-png.ts";
import type { Pixels } from "../core/pixels.ts";

type Kernel = Plan["display"]["kernel"];

/** Versions of sharp and of the library below it. */
export const sharpVersion = (): string =>
  `${sharp.versions.sharp} (libvips ${sharp.versions.vips})`;

/** A PNG of header, image data and end, nothing else: no time, no text, no profile. */
export async function encodePng({ rgb, width, height }: Pixels): Promise<Uint8Array> {
  const raw = { width, height, channels: 3 } as const;
  const png = await sharp(rgb, { raw })
    .png({ compressionLevel: 6, adaptiveFiltering: false })
    .toBuffer();
  return essentialPng(png);
}

/**
 * The pixels of a picture file, as 8-bit RGB.
 *
 * Throws: KnownError (missing) when it isn't there, (input) when it is torn or no picture.
 */
export async function decodePicture(file: string): Promise<Pixels> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new KnownError("missing", `missing picture: ${file}`, {
      code: "STORE",
      hint: "make it again: npx pairlab generate with the spec of its run",
      cause,
    });
  });
  try {
    const { data, info } = await sharp(bytes, { failOn: "truncated" })
      .removeAlpha()
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { rgb: new Uint8Array(data), width: info.width, height: info.height };
  } catch (cause) {
    throw torn(file, cause);
  }
}

/** Width and height of a picture file, by its header. Throws: KnownError (input) when it is torn or no picture. */
export async function pictureSize(file: string): Promise<Size> {
  try {
    const { width, height } = await sharp(file).metadata();
    return { width, height };
  } catch (cause) {
    throw torn(file, cause);
  }
}

const torn = (file: string, cause: unknown) =>
  new KnownError("input", `invalid picture: ${file} (torn, or no picture)`, {
    code: "STORE",
    hint: "delete it and run npx pairlab generate with the spec of its run",
    cause,
  });

/** The same picture at another size, in pixels. `nearest` repeats pixels; `lanczos3` interpolates. */
export async function resized(
  pixels: Pixels,
  { width, height }: Size,
  kernel: Kernel,
): Promise<Pixels> {
  if (pixels.width === width && pixels.height === height) return pixels;
  const raw = { width: pixels.width, height: pixels.height, channels: 3 } as const;
  const data = await sharp(pixels.rgb, { raw })
    .resize(width, height, { kernel: sharp.kernel[kernel], fit: "fill" })
    .raw()
    .toBuffer();
  return { rgb: new Uint8Array(data), width, height };
}
