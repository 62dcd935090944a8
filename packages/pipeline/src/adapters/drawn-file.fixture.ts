import { mkdirSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";

/** A square of one colour. */
export const drawnSquare = (shade: number, sidePx = 8) =>
  sharp({
    create: { width: sidePx, height: sidePx, channels: 3, background: { r: shade, g: 9, b: 99 } },
  });

/** A square of one colour as a file, in the format its ending says; WebP without loss. */
export async function drawFile(file: string, shade: number, sidePx = 8): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  const square = drawnSquare(shade, sidePx);
  await (file.endsWith(".webp") ? square.webp({ lossless: true }) : square).toFile(file);
}
