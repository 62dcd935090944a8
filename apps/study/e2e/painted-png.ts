import { crc32, deflateSync } from "node:zlib";

/**
 * An 8-bit RGB picture, stored uncompressed: all pictures of one size have one length.
 *
 * `cellPx`: painted so much coarser than stored, which must divide the size. By three: a ninth of the waiting.
 */
export function paintedPng(
  sizePx: number,
  colour: (x: number, y: number) => readonly [number, number, number],
  cellPx = 3,
): Buffer {
  const rowBytes = 1 + 3 * sizePx;
  const rows = Buffer.alloc(sizePx * rowBytes);
  for (let y = 0; y < sizePx; y += cellPx)
    for (let x = 0; x < sizePx; x += cellPx) {
      const [red, green, blue] = colour(x, y);
      for (let cell = 0; cell < cellPx ** 2; cell += 1) {
        const row = y + Math.floor(cell / cellPx);
        const place = row * rowBytes + 1 + 3 * (x + (cell % cellPx));
        rows[place] = red;
        rows[place + 1] = green;
        rows[place + 2] = blue;
      }
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(sizePx, 0);
  header.writeUInt32BE(sizePx, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 0 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
