import type { Painting } from "../painter.ts";

/** A painting of nothing in particular, the same for the same number. */
export function drawnPainting(number: number, sidePx = 64): Painting {
  const value = (i: number) => (i * 2654435761 + number * 40503) >>> 24;
  return {
    pixels: {
      width: sidePx,
      height: sidePx,
      rgb: Uint8Array.from({ length: sidePx * sidePx * 3 }, (_, i) => value(i)),
    },
    latents: Float32Array.from({ length: 256 }, (_, i) => value(i) / 255),
    durationsMs: { encode: 1, denoise: 1, decode: 1, inference: 1, total: 3 },
    droppedTokens: 0,
  };
}
