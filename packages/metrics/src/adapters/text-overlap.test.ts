import path from "node:path";
import { createCanvas, GlobalFonts } from "@napi-rs/canvas";
import { Chart, LinearScale, PointElement, ScatterController } from "chart.js";
import { expect, test } from "vitest";
import { marksPlugin } from "../charts/draw-marks.ts";
import type { Picture } from "../charts/picture.ts";
import { questionPictures, studyPictures } from "../charts/pictures.ts";
import { type FixtureOptions, summaryFixture } from "../charts/summary.fixture.ts";
import { fontFamily } from "../charts/theme.ts";

const font = path.resolve(import.meta.dirname, "../../fonts/Roboto-Regular.ttf");
GlobalFonts.registerFromPath(font, fontFamily);
Chart.register(LinearScale, PointElement, ScatterController);

interface Box {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Where each text of a picture lies, as the canvas measures it. */
function textBoxes(picture: Picture): Box[] {
  const canvas = createCanvas(picture.width, picture.height);
  const ctx = canvas.getContext("2d");
  const boxes: Box[] = [];
  const draw = ctx.fillText.bind(ctx);
  ctx.fillText = (text, x, y) => {
    const { width } = ctx.measureText(text);
    const height = Number.parseFloat(ctx.font.replace("bold ", ""));
    const left =
      x - { left: 0, start: 0, center: width / 2, right: width, end: width }[ctx.textAlign];
    // Ticks of axes are drawn in coordinates of their own: only Pairlab's marks are looked at.
    if (ctx.getTransform().e === 0)
      boxes.push({ text, left, right: left + width, top: y - height / 2, bottom: y + height / 2 });
    draw(text, x, y);
  };
  Reflect.construct(Chart, [canvas, { ...picture.configuration, plugins: [marksPlugin(picture)] }]);
  return boxes;
}

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right - 1 &&
  other.left < one.right - 1 &&
  one.top < other.bottom - 3 &&
  other.top < one.bottom - 3;

const variants: [string, FixtureOptions][] = [
  ["plain", {}],
  ["with ties, claims and a stamp", { ties: true, published: true, mode: "simulated" }],
  ["with long names", { longNames: true, published: true, gaps: true }],
];

test.each(variants)("no text of a picture lies on another or leaves it: %s", (_, options) => {
  const summary = summaryFixture(options);
  const pictures = [
    ...summary.questions.flatMap((question) => Object.values(questionPictures(summary, question))),
    ...Object.values(studyPictures(summary)),
  ];
  for (const picture of pictures) {
    const boxes = textBoxes(picture);
    expect(boxes.length).toBeGreaterThan(5);
    for (const [i, box] of boxes.entries()) {
      expect(box.left, box.text).toBeGreaterThanOrEqual(0);
      expect(box.right, box.text).toBeLessThanOrEqual(picture.width);
      const onto = boxes.slice(i + 1).find((other) => overlap(box, other));
      expect(onto && `${picture.name}: ${box.text} | ${onto.text}`).toBeUndefined();
    }
  }
});
