import { pngChunk, pngChunks, pngOf } from "./png-chunks.ts";

const textType = "iTXt";

/**
 * The same PNG with a text under a keyword, as an uncompressed iTXt chunk before the image data.
 *
 * Source: PNG specification (third edition), 11.3.3.4: keyword, 0, compression flag and method, language, 0,
 * translated keyword, 0, text as UTF-8.
 * Throws: RangeError when it is no whole PNG, or the keyword isn't 1 to 79 printable ASCII characters.
 */
export function withPngText(png: Uint8Array, keyword: string, text: string): Uint8Array {
  const chunks = pngChunks(png);
  if (chunks === undefined) throw new RangeError("not a whole PNG");
  if (!/^[!-~]{1,79}$/.test(keyword)) throw new RangeError(`invalid keyword ${keyword}`);
  const data = new TextEncoder().encode(`${keyword}\0\0\0\0\0${text}`);
  const first = chunks.findIndex(({ type }) => type === "IDAT");
  return pngOf(chunks.toSpliced(Math.max(1, first), 0, pngChunk(textType, data)));
}

/** The first text under a keyword; undefined when there is none, it is compressed, or it is no whole PNG. */
export function pngText(png: Uint8Array, keyword: string): string | undefined {
  const head = new TextEncoder().encode(`${keyword}\0`);
  const found = pngChunks(png)?.find(
    ({ type, data }) => type === textType && head.every((byte, i) => data[i] === byte),
  );
  if (found === undefined || found.data[head.length] !== 0) return undefined;
  const language = head.length + 2; // after compression flag and method
  const translated = found.data.indexOf(0, language) + 1;
  const start = found.data.indexOf(0, translated) + 1;
  if (translated === 0 || start === 0) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      found.data.subarray(start),
    );
  } catch {
    return undefined;
  }
}
