import type { FinishedPicture } from "../core/stored-picture.ts";
import { encodePng } from "./png.ts";
import { sha256 } from "./sha256.ts";

/** A finished picture of nothing in particular, the same for the same number. */
export async function drawnPicture(number: number, sidePx = 64): Promise<FinishedPicture> {
  const value = (i: number) => (i * 2654435761 + number * 40503) >>> 24;
  const rgb = Uint8Array.from({ length: sidePx * sidePx * 3 }, (_, i) => value(i));
  const pixels = { width: sidePx, height: sidePx, rgb };
  return {
    png: await encodePng(pixels),
    pixels,
    pixelsSha256: sha256(rgb),
    latents: Float32Array.from({ length: 256 }, (_, i) => value(i) / 255),
    durationsMs: { encode: 1, denoise: 1, decode: 1, inference: 1, total: 3 },
    warnings: [],
  };
}
