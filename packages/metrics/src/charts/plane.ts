import type { ChartConfiguration } from "chart.js";
import type { Frame } from "./theme.ts";
import { colors, still } from "./theme.ts";

export interface PlaneOptions {
  points: readonly { x: number; y: number }[];
  x: { min: number; max: number };
  y: { min: number; max: number };
  frame: Frame;
}

/** The chart.js part of a picture with two number axes; lines, ticks and words are marks. */
export const planeConfiguration = ({
  points,
  x,
  y,
  frame,
}: PlaneOptions): ChartConfiguration<"scatter"> => ({
  type: "scatter",
  data: {
    datasets: [
      {
        data: points.map((point) => ({ x: point.x, y: point.y })),
        clip: false,
        pointRadius: 6,
        pointStyle: "circle",
        pointBorderWidth: 2,
        pointBorderColor: colors.blue,
        pointBackgroundColor: colors.blue,
      },
    ],
  },
  options: {
    ...still,
    locale: "en-US",
    events: [],
    layout: { padding: { ...frame } },
    scales: {
      x: { type: "linear", display: false, min: x.min, max: x.max },
      y: { type: "linear", display: false, min: y.min, max: y.max },
    },
  },
});
