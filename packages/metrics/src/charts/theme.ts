import type { ChartConfiguration } from "chart.js";
import type { Layer, LineMark, Mark, Place, TextMark } from "./picture.ts";

/** The one font of all pictures; `adapters/render.ts` registers its file under this name. */
export const fontFamily = "Pairlab Sans";

/** Width of every picture, CSS pixels. */
export const pictureWidth = 900;

/**
 * Colours of all pictures: at most seven, told apart by people who see no red, green or blue.
 *
 * Source: the blue, vermilion and their tints are of Okabe & Ito 2008, darkened to 4.5 : 1 on white.
 */
export const colors = {
  paper: "#ffffff",
  ink: "#1a1a1a",
  quiet: "#595959",
  grid: "#e3e3e3",
  blue: "#005a9c",
  vermilion: "#b34700",
  simulated: "#6b21a8",
  preliminary: "#92400e",
} as const;

/** Without these three a picture depends on time, on the window and on the screen. */
export const still = { animation: false, responsive: false, devicePixelRatio: 1 } as const;

/** Where the plot lies inside the picture: pixels from each edge. */
export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface PlotOptions {
  points: readonly { x: number; y: number; pointStyle: "circle" | "rectRot"; filled: boolean }[];
  pointColors: readonly string[];
  rows: number;
  /** The horizontal axis; "cells": as many columns as rows and no axis drawn. */
  axis: "cells" | { min: number; max: number; step: number; title: string };
  frame: Frame;
}

/** The chart.js part of a picture: rows from top to bottom, one unit each, centred on whole numbers. */
export function plotConfiguration(options: PlotOptions): ChartConfiguration<"scatter"> {
  const { axis, frame, points, pointColors, rows } = options;
  const font = { family: fontFamily, size: 12 };
  const line = { color: colors.grid, drawTicks: false };
  const cells = { type: "linear", display: false, min: -0.5, max: rows - 0.5 } as const;
  const horizontal =
    axis === "cells"
      ? cells
      : ({
          type: "linear",
          min: axis.min,
          max: axis.max,
          grid: line,
          border: { display: false },
          ticks: {
            stepSize: axis.step,
            format: { useGrouping: false, signDisplay: "negative" },
            font,
            color: colors.quiet,
            padding: 6,
            maxRotation: 0,
          },
          title: { display: true, text: axis.title, font, color: colors.quiet },
        } as const);
  return {
    type: "scatter",
    data: {
      datasets: [
        {
          data: points.map(({ x, y }) => ({ x, y })),
          clip: false,
          pointRadius: axis === "cells" ? 0 : 6,
          pointStyle: points.map(({ pointStyle }) => pointStyle),
          pointBorderWidth: 2,
          pointBorderColor: [...pointColors],
          pointBackgroundColor: points.map(({ filled }, i) =>
            filled ? (pointColors[i] ?? colors.ink) : colors.paper,
          ),
        },
      ],
    },
    options: {
      ...still,
      locale: "en-US",
      events: [],
      layout: { padding: { ...frame } },
      scales: { x: horizontal, y: { ...cells, reverse: true } },
    },
  };
}

interface TextStyle {
  sizePx?: number;
  bold?: boolean;
  color?: string;
  align?: "left" | "center" | "right";
}

/** A line of text; `y` is its vertical middle. */
export const textMark = (x: Place, y: Place, text: string, style: TextStyle = {}): TextMark => ({
  kind: "text",
  layer: "over",
  x,
  y,
  text,
  sizePx: style.sizePx ?? 13,
  bold: style.bold ?? false,
  color: style.color ?? colors.ink,
  align: style.align ?? "left",
});

interface Stroke {
  color: string;
  widthPx?: number;
  dashPx?: readonly number[];
  layer?: Layer;
}

/** A straight line. */
export const lineMark = (
  from: { x: Place; y: Place },
  to: { x: Place; y: Place },
  { color, widthPx = 1, dashPx = [], layer = "under" }: Stroke,
): LineMark => ({ kind: "line", layer, from, to, color, widthPx, dashPx });

/** An interval on a row: a solid bar with a cap at each end. */
export function errorBar(row: number, lower: number, upper: number, color: string): Mark[] {
  const stroke = { color, widthPx: 2 };
  const cap = (value: number) =>
    lineMark(
      { x: { value, px: 0 }, y: { value: row, px: -5 } },
      { x: { value, px: 0 }, y: { value: row, px: 5 } },
      stroke,
    );
  const y = { value: row, px: 0 };
  const bar = lineMark(
    { x: { value: lower, px: 0 }, y },
    { x: { value: upper, px: 0 }, y },
    stroke,
  );
  return [bar, cap(lower), cap(upper)];
}

/** A reference line over all rows, dashed. */
export const referenceLine = (value: number, rows: number): LineMark =>
  lineMark(
    { x: { value, px: 0 }, y: { value: -0.5, px: 0 } },
    { x: { value, px: 0 }, y: { value: rows - 0.5, px: 0 } },
    { color: colors.quiet, widthPx: 1.5, dashPx: [5, 4] },
  );
