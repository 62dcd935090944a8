const side = 384;
const rounded = 'stroke-linecap="round" stroke-linejoin="round"';

const picture = (content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">${content}</svg>`;

const ellipse = (x: number, y: number, width: number, height: number, fill: string, more = "") =>
  `<ellipse cx="${x}" cy="${y}" rx="${width / 2}" ry="${height / 2}" fill="${fill}" ${more}/>`;
const rect = (x: number, y: number, width: number, height: number, fill: string, more = "") =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" ${more}/>`;
const path = (d: string, fill: string, more = "") => `<path d="${d}" fill="${fill}" ${more}/>`;
const line = (d: string, stroke: string, width: number) =>
  path(d, "none", `stroke="${stroke}" stroke-width="${width}" ${rounded}`);

/** A hot-air balloon over green hills, as SVG. */
export function balloon(): string {
  const envelope = [
    "M0 40 C-72 40 -108 92 -108 142 C-108 196 -42 232 -24 262",
    "L24 262 C42 232 108 196 108 142 C108 92 72 40 0 40Z",
  ].join(" ");
  const gore = (width: number, fill: string) =>
    `<g transform="translate(192 0) scale(${width} 1)">${path(envelope, fill)}</g>`;
  const gores = gore(1, "#d8432f") + gore(0.63, "#f3b63c") + gore(0.28, "#d8432f");
  const basket =
    line("M170 262 L178 292 M214 262 L206 292", "#6b4a2c", 3) +
    rect(174, 290, 36, 28, "#a8743d", 'rx="4"') +
    rect(172, 288, 40, 8, "#7d5429", 'rx="3"');
  const cloud = (x: number, y: number) =>
    ellipse(x, y, 74, 26, "#fff") +
    ellipse(x - 12, y - 12, 36, 28, "#fff") +
    ellipse(x + 14, y - 9, 30, 24, "#fff");
  return picture(
    rect(0, 0, side, side, "#bfe0f2") +
      cloud(58, 104) +
      cloud(330, 214) +
      path("M0 318 C70 262 140 270 206 312 C262 282 330 276 384 304 L384 384 L0 384Z", "#8cbf6a") +
      path("M0 352 C90 306 190 322 250 350 C300 330 350 328 384 338 L384 384 L0 384Z", "#5f9e4c") +
      gores +
      basket,
  );
}

/** A sunflower in a clay pot, as SVG. */
export function sunflower(petals = "#f5c132"): string {
  const ring = (count: number, radius: number, turn: number, fill: string) =>
    Array.from({ length: count }, (_, index) => {
      const angle = turn + (index * 360) / count;
      return `<g transform="rotate(${angle} 192 130)">${ellipse(192, 130 - radius, 26, 68, fill)}</g>`;
    }).join("");
  const leaf = (d: string) => path(d, "#4f9a45");
  return picture(
    rect(0, 0, side, side, "#f4ede1") +
      rect(0, 330, side, 54, "#cdb79a") +
      line("M192 150 C196 210 190 240 192 292", "#3f8038", 9) +
      leaf("M192 236 C150 196 116 206 104 220 C130 250 166 254 192 244Z") +
      leaf("M192 252 C234 214 268 224 280 238 C252 266 218 268 192 260Z") +
      ring(16, 62, 11, "#e0a21f") +
      ring(16, 58, 0, petals) +
      ellipse(192, 130, 84, 84, "#5f3b1c") +
      ellipse(192, 130, 58, 58, "#7b4f27") +
      path("M136 282 L248 282 L232 356 L152 356Z", "#c0663b") +
      rect(126, 264, 132, 28, "#d27a4c", 'rx="5"'),
  );
}

/** Two apples on a plate, as SVG. */
export function apples(skin = "#74b043", shade = "#5a9233"): string {
  const body = [
    "M0 -48 C30 -70 66 -48 62 -4 C58 42 28 62 0 52",
    "C-28 62 -58 42 -62 -4 C-66 -48 -30 -70 0 -48Z",
  ].join(" ");
  const shadow = ["M62 -4 C58 42 28 62 0 52 C30 44 46 14 44 -40", "C58 -34 64 -20 62 -4Z"].join(
    " ",
  );
  const apple = (x: number, y: number) =>
    `<g transform="translate(${x} ${y})">${[
      path(body, skin),
      path(shadow, shade),
      line("M0 -46 C2 -62 6 -70 12 -76", "#6b4a2c", 6),
      path("M10 -64 C26 -86 46 -84 54 -78 C44 -60 26 -56 10 -64Z", "#3f8038"),
      ellipse(-30, -22, 16, 28, "#fff", 'opacity="0.45"'),
    ].join("")}</g>`;
  return picture(
    rect(0, 0, side, 232, "#dfe7ea") +
      rect(0, 232, side, 152, "#b98a5a") +
      ellipse(192, 290, 320, 100, "#d9dde0") +
      ellipse(192, 282, 320, 96, "#ffffff") +
      ellipse(192, 284, 240, 64, "#edf0f2") +
      apple(128, 226) +
      apple(256, 226),
  );
}

/** A teapot and a cup on a table, as SVG. */
export function teapot(): string {
  const pot =
    line("M252 176 C312 168 316 240 246 246", "#2f6f8f", 16) +
    path("M96 196 C60 186 58 148 36 134 L54 126 C84 136 84 164 112 178Z", "#2f6f8f") +
    ellipse(172, 212, 172, 136, "#3b87ab") +
    path("M104 178 C116 142 228 142 240 178Z", "#2f6f8f") +
    ellipse(172, 142, 26, 24, "#d8a23a") +
    rect(120, 270, 104, 14, "#2f6f8f", 'rx="7"') +
    path("M110 206 C140 226 204 226 234 206 L234 224 C204 244 140 244 110 224Z", "#f2ead8");
  const cup =
    line("M348 240 C376 240 376 278 340 276", "#c9543f", 9) +
    path("M268 226 L352 226 C352 274 338 292 310 292 C282 292 268 274 268 226Z", "#d9644d") +
    ellipse(310, 226, 84, 20, "#f2ead8") +
    ellipse(310, 227, 70, 13, "#7a4a25");
  return picture(
    rect(0, 0, side, side, "#f0dfc4") +
      rect(0, 0, side, 250, "#e7efe9") +
      rect(0, 250, side, 134, "#9c6b42") +
      rect(0, 250, side, 10, "#b47f52") +
      ellipse(310, 298, 120, 24, "#e5dccb") +
      ellipse(172, 288, 150, 18, "#7d5331") +
      pot +
      cup,
  );
}
