import { pngChunks, pngOf } from "./png-chunks.ts";

const essential = new Set(["IHDR", "IDAT", "IEND"]);

/**
 * The same PNG without what isn't pixels: header, image data and end are kept, every other chunk goes.
 *
 * Encoders add a resolution, a time or a text of their own; none of that may tell pictures apart.
 * Source: PNG specification (third edition), 5.3 and 5.6; for truecolour pictures nothing else is needed.
 * Throws: RangeError when it is no whole PNG.
 */
export const essentialPng = (png: Uint8Array): Uint8Array =>
  pngOf(wholeChunks(png).filter(({ type }) => essential.has(type)));

/** The types of a PNG's chunks, in order. */
export const pngChunkTypes = (png: Uint8Array): string[] =>
  wholeChunks(png).map(({ type }) => type);

function wholeChunks(png: Uint8Array) {
  const chunks = pngChunks(png);
  if (chunks === undefined) throw new RangeError("not a whole PNG");
  return chunks;
}
