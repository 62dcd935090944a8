import { crc32 } from "./crc32.ts";

/** A chunk of a PNG: its type, its data, and all of its bytes with length and checksum. */
export interface PngChunk {
  type: string;
  data: Uint8Array;
  bytes: Uint8Array;
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const overhead = 12; // length, type, CRC

/**
 * The chunks of a PNG in order, up to and with IEND; undefined for what isn't a whole PNG with right checksums.
 *
 * Source: PNG specification (third edition), 5.2 to 5.4.
 */
export function pngChunks(png: Uint8Array): PngChunk[] | undefined {
  if (!signature.every((byte, i) => png[i] === byte)) return undefined;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: PngChunk[] = [];
  for (let start = signature.length; start + overhead <= png.length; ) {
    const length = view.getUint32(start);
    if (start + overhead + length > png.length) return undefined;
    const bytes = png.subarray(start, start + overhead + length);
    if (view.getUint32(start + 8 + length) !== crc32(bytes.subarray(4, 8 + length)))
      return undefined;
    const type = String.fromCharCode(...bytes.subarray(4, 8));
    chunks.push({ type, data: bytes.subarray(8, 8 + length), bytes });
    if (type === "IEND") return chunks;
    start += bytes.length;
  }
  return undefined;
}

/** A chunk of that type and data, with its length and checksum. */
export function pngChunk(type: string, data: Uint8Array): PngChunk {
  const bytes = new Uint8Array(overhead + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return { type, data, bytes };
}

/** A PNG of these chunks. */
export function pngOf(chunks: readonly PngChunk[]): Uint8Array {
  const length = chunks.reduce((sum, { bytes }) => sum + bytes.length, signature.length);
  const out = new Uint8Array(length);
  out.set(signature);
  let start = signature.length;
  for (const { bytes } of chunks) {
    out.set(bytes, start);
    start += bytes.length;
  }
  return out;
}
