import type { Chart, Plugin } from "chart.js";
import type { Layer, Mark, Picture, Place } from "./picture.ts";
import { fontFamily } from "./theme.ts";

type Drawn = Pick<Chart, "ctx" | "width" | "height" | "scales">;
type At = (place: Place) => number;

/** The one plugin of all pictures: white paper, then the picture's marks below and above chart.js's points. */
export const marksPlugin = ({ marks }: Pick<Picture, "marks">): Plugin<"scatter"> => ({
  id: "pairlab-marks",
  beforeDraw: ({ ctx, width, height }) => {
    ctx.save();
    ctx.fillStyle = "#ffffff";
    ctx.fillRect(0, 0, width, height);
    ctx.restore();
  },
  beforeDatasetsDraw: (chart) => drawLayer(chart, marks, "under"),
  afterDraw: (chart) => drawLayer(chart, marks, "over"),
});

function drawLayer(chart: Drawn, marks: readonly Mark[], layer: Layer): void {
  const x = pixelOn(chart, "x");
  const y = pixelOn(chart, "y");
  for (const mark of marks) {
    if (mark.layer !== layer) continue;
    chart.ctx.save();
    draw(chart.ctx, mark, x, y);
    chart.ctx.restore();
  }
}

/** Pixels of a place on an axis. Rounded to a tenth, so that every platform writes the same numbers. */
function pixelOn({ scales }: Drawn, axis: "x" | "y"): At {
  const scale = scales[axis];
  return ({ value, px }) => {
    if (value === undefined) return px;
    if (scale === undefined) throw new RangeError(`no axis ${axis}`);
    return Math.round(10 * (scale.getPixelForValue(value) + px)) / 10;
  };
}

function draw(ctx: CanvasRenderingContext2D, mark: Mark, x: At, y: At): void {
  if (mark.kind === "text") {
    ctx.font = `${mark.bold ? "bold " : ""}${mark.sizePx}px "${fontFamily}"`;
    ctx.fillStyle = mark.color;
    ctx.textAlign = mark.align;
    ctx.textBaseline = "middle";
    ctx.fillText(mark.text, x(mark.x), y(mark.y));
    return;
  }
  ctx.setLineDash([...mark.dashPx]);
  const [x0, y0, x1, y1] = [x(mark.from.x), y(mark.from.y), x(mark.to.x), y(mark.to.y)];
  if (mark.kind === "line") {
    ctx.strokeStyle = mark.color;
    ctx.lineWidth = mark.widthPx;
    ctx.beginPath();
    ctx.moveTo(x0, y0);
    ctx.lineTo(x1, y1);
    ctx.stroke();
    return;
  }
  ctx.fillStyle = mark.fill;
  ctx.fillRect(x0, y0, x1 - x0, y1 - y0);
  if (mark.stroke === "") return;
  ctx.strokeStyle = mark.stroke;
  ctx.lineWidth = 1;
  ctx.strokeRect(x0 + 0.5, y0 + 0.5, x1 - x0 - 1, y1 - y0 - 1);
}
