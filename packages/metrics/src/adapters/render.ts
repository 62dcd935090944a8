import path from "node:path";
import { marksPlugin } from "../charts/draw-marks.ts";
import type { Picture } from "../charts/picture.ts";
import { fontFamily } from "../charts/theme.ts";
import { tidySvg } from "../charts/tidy-svg.ts";

/** A picture as files. */
export interface Rendered {
  png: Uint8Array;
  svg: string;
  pdf: Uint8Array;
}

/** PNG pixels for each CSS pixel. */
const pngScale = 2;
const fontFile = path.resolve(import.meta.dirname, "../../fonts/Roboto-Regular.ttf");

/**
 * A picture as PNG (twice its size), SVG (text as paths) and PDF (vectors, its font inside): the same bytes for the
 * same picture.
 *
 * Canvas and chart.js are loaded when the first picture is drawn.
 * Throws: Error when the font file isn't there.
 */
export async function renderPicture(picture: Picture): Promise<Rendered> {
  const { createCanvas, GlobalFonts, PDFDocument, SvgExportFlag } = await import("@napi-rs/canvas");
  const { Chart, LinearScale, PointElement, ScatterController } = await import("chart.js");
  if (!GlobalFonts.has(fontFamily) && GlobalFonts.registerFromPath(fontFile, fontFamily) === null)
    throw new Error(`the charts' font can't be read: ${fontFile}`);
  Chart.register(LinearScale, PointElement, ScatterController);
  const { width, height, configuration } = picture;
  const drawn = <T>(canvas: unknown, devicePixelRatio: number, content: () => T): T => {
    if (!isCanvas(canvas)) throw new TypeError("the canvas library gave no canvas");
    const chart = new Chart(canvas, {
      ...configuration,
      options: { ...configuration.options, devicePixelRatio },
      plugins: [marksPlugin(picture)],
    });
    const made = content(); // before destroy, which clears the canvas
    chart.destroy();
    return made;
  };
  const raster = createCanvas(width, height);
  const vector = createCanvas(width, height, SvgExportFlag.ConvertTextToPaths);
  const document = new PDFDocument({ title: picture.alt, creator: "Pairlab" });
  const page = onPage(document.beginPage(width, height), width, height);
  return {
    png: drawn(raster, pngScale, () => new Uint8Array(raster.toBuffer("image/png"))),
    svg: drawn(vector, 1, () => tidySvg(vector.getContent().toString("utf8"))),
    pdf: drawn(page, 1, () => {
      document.endPage();
      return new Uint8Array(document.close());
    }),
  };
}

/** A page's context has no canvas, and chart.js asks for one: a stand-in of the page's size. */
function onPage(context: object, width: number, height: number): object {
  const canvas = { width, height, style: {}, getContext: () => context };
  Object.defineProperty(context, "canvas", { value: canvas, configurable: true });
  return canvas;
}

/** chart.js's types know the browser's canvas only; of it chart.js uses what every canvas has. */
const isCanvas = (canvas: unknown): canvas is HTMLCanvasElement =>
  typeof canvas === "object" && canvas !== null && "getContext" in canvas;
