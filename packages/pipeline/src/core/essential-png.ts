const signatureBytes = 8;
const chunkOverhead = 12; // length, type, CRC
const essential = new Set(["IHDR", "IDAT", "IEND"]);

/**
 * The same PNG without what isn't pixels: header, image data and end are kept, every other chunk goes.
 *
 * Encoders add a resolution, a time or a text of their own; none of that may tell pictures apart.
 * Source: PNG specification (third edition), 5.3 and 5.6; for truecolour pictures nothing else is needed.
 */
export function essentialPng(png: Uint8Array): Uint8Array {
  const kept = pngChunks(png).filter(({ type }) => essential.has(type));
  const length = kept.reduce((sum, { bytes }) => sum + bytes.length, signatureBytes);
  const out = new Uint8Array(length);
  out.set(png.subarray(0, signatureBytes));
  let start = signatureBytes;
  for (const { bytes } of kept) {
    out.set(bytes, start);
    start += bytes.length;
  }
  return out;
}

/** The types of a PNG's chunks, in order. */
export const pngChunkTypes = (png: Uint8Array): string[] => pngChunks(png).map(({ type }) => type);

function pngChunks(png: Uint8Array): { type: string; bytes: Uint8Array }[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: { type: string; bytes: Uint8Array }[] = [];
  for (let at = signatureBytes; at + chunkOverhead <= png.length; ) {
    const length = chunkOverhead + view.getUint32(at);
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    chunks.push({ type, bytes: png.subarray(at, at + length) });
    at += length;
  }
  return chunks;
}
