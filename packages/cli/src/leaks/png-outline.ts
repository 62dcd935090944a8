/** What a PNG shows of itself without its pixels: its chunks in their order, and the header's bytes. */
export interface PngOutline {
  chunks: string;
  header: string;
}

const signature = "89504e470d0a1a0a";

/** The outline of a file; a word in its place for one that is no PNG. Lengths of IDAT and padding are the pixels' own. */
export function pngOutline(png: Buffer): PngOutline {
  if (png.toString("hex", 0, 8) !== signature) return { chunks: "no PNG", header: "" };
  const chunks: string[] = [];
  let header = "";
  for (let at = 8; at + 8 <= png.length; ) {
    const name = png.toString("latin1", at + 4, at + 8);
    const length = png.readUInt32BE(at);
    if (name === "IHDR") header = png.toString("hex", at + 8, at + 8 + length);
    if (name !== "IDAT" || chunks.at(-1) !== "IDAT") chunks.push(name); // how many IDATs goes by length
    at += 12 + length;
  }
  return { chunks: chunks.join(" "), header };
}
