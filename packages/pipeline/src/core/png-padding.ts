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
  const chunk = new Uint8Array(chunkOverhead + padding);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, padding);
  chunk.set(new TextEncoder().encode(paddingType), 4);
  view.setUint32(chunkOverhead + padding - 4, crc32(chunk.subarray(4, 8 + padding)));
  const out = new Uint8Array(length);
  out.set(head);
  out.set(chunk, head.length);
  out.set(end, head.length + chunk.length);
  return out;
}

/** The length all of these PNGs can be padded to. */
export const commonPngLength = (pngs: readonly Uint8Array[]): number =>
  Math.max(...pngs.map((png) => png.length)) + chunkOverhead;

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ ((crc & 1) === 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
