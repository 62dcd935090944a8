import { pngChunk } from "./png-chunks.ts";

const chunkOverhead = 12; // length, type, CRC
const endChunkBytes = 12;
/** Ancillary, private, safe to copy: decoders skip it. */
const paddingType = "paDd";

/**
 * The same PNG, longer: one private padding chunk of zeros before IEND brings it to `length` bytes.
 *
 * A file's size predicts which model drew it; in a study all files have one size.
 * Source: PNG specification (third edition), 5.3 and 5.4.
 * Throws: RangeError when the file is longer than `length` allows with the chunk's 12 bytes.
 */
export function padPng(png: Uint8Array, length: number): Uint8Array {
  const padding = length - png.length - chunkOverhead;
  if (padding < 0)
    throw new RangeError(`a PNG of ${png.length} bytes can't be padded to ${length}`);
  const head = png.subarray(0, png.length - endChunkBytes);
  const end = png.subarray(png.length - endChunkBytes);
  const { bytes: chunk } = pngChunk(paddingType, new Uint8Array(padding));
  const out = new Uint8Array(length);
  out.set(head);
  out.set(chunk, head.length);
  out.set(end, head.length + chunk.length);
  return out;
}

/** The length all of these PNGs can be padded to. */
export const commonPngLength = (pngs: readonly Uint8Array[]): number =>
  Math.max(...pngs.map((png) => png.length)) + chunkOverhead;
