import { KnownError } from "@pairlab/domain/errors";
import type { ImportedImage } from "@pairlab/domain/imported-manifest";
import sharp, { type Metadata } from "sharp";
import { pngChunkTypes } from "../core/essential-png.ts";
import type { Pixels } from "../core/pixels.ts";

/** A picture from elsewhere as 8-bit RGB, with what was done on the way. */
export interface ImportedPixels {
  pixels: Pixels;
  format: ImportedImage["source"]["format"];
  changes: string[];
}

const formats = ["png", "jpeg", "webp"] as const;

/**
 * The pixels of a PNG, JPEG or WebP: upright, 8 bits a channel, sRGB, without transparency.
 *
 * Everything that changes a pixel on the way is named in `changes`. A moving picture is refused: which of its frames
 * was meant, nobody said.
 * Throws: KnownError (input) with the place for what is torn, moving, or no such picture.
 */
export async function importedPixels(bytes: Uint8Array, place: string): Promise<ImportedPixels> {
  const known = await metadataOf(bytes).catch((cause: unknown) => {
    throw invalid(place, "torn, or no picture", cause);
  });
  const format = formats.find((name) => name === known.format);
  if (format === undefined) throw invalid(place, `${known.format}, not PNG, JPEG or WebP`);
  if ((known.pages ?? 1) > 1 || isMovingPng(bytes, format))
    throw invalid(place, "it moves; export the one frame that is meant");
  try {
    const opened = sharp(bytes, { failOn: "truncated" }).autoOrient();
    const opaque = !known.hasAlpha || (await opened.clone().stats()).isOpaque;
    const flat = opaque ? opened.removeAlpha() : opened.flatten({ background: "#ffffff" });
    const { data, info } = await flat
      .toColourspace("srgb")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) throw new Error(`${info.channels} channels after conversion`);
    return {
      pixels: { rgb: new Uint8Array(data), width: info.width, height: info.height },
      format,
      changes: changesOf(known, opaque),
    };
  } catch (cause) {
    throw invalid(place, "torn, or no picture", cause);
  }
}

/** Asynchronous, so that what sharp throws at once for no bytes at all is a rejection too. */
const metadataOf = async (bytes: Uint8Array): Promise<Metadata> => sharp(bytes).metadata();

function changesOf(known: Metadata, opaque: boolean): string[] {
  const { orientation = 1, hasAlpha, depth, space, icc, isPalette } = known;
  const done: [boolean, string][] = [
    [orientation > 1, `turned upright (EXIF orientation ${orientation})`],
    [space === "cmyk", "converted from CMYK to sRGB"],
    [icc !== undefined && space !== "cmyk", "converted by its colour profile to sRGB"],
    [space === "b-w" || space === "grey16", "grey values repeated as red, green and blue"],
    [depth === "ushort", "reduced from 16 to 8 bits a channel"],
    [isPalette === true, "colours taken from its palette"],
    [hasAlpha && !opaque, "transparency laid on white"],
    [hasAlpha && opaque, "alpha channel dropped, all of it opaque"],
  ];
  return done.flatMap(([happened, words]) => (happened ? [words] : []));
}

/** An animated PNG says so in an acTL chunk; decoders that don't know it show its first frame. */
function isMovingPng(bytes: Uint8Array, format: string): boolean {
  if (format !== "png") return false;
  try {
    return pngChunkTypes(bytes).includes("acTL");
  } catch {
    return false; // torn: decoding says so
  }
}

const invalid = (place: string, why: string, cause?: unknown) =>
  new KnownError("input", `invalid picture: ${place} (${why})`, {
    hint: "export it again as PNG, JPEG or WebP, or leave it out",
    cause,
  });
