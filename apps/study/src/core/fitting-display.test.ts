import { expect, test } from "vitest";
import { fittingDisplayPx } from "./fitting-display.ts";
import { minimumWindow } from "./minimum-window.ts";

const sizes = [512, 448, 384];

test("a participant gets the largest size whose window they have", () => {
  for (const px of sizes) expect(fittingDisplayPx(sizes, minimumWindow(px, null), null)).toBe(px);
});

test("one pixel less in either direction gives the next size", () => {
  const { widthPx, heightPx } = minimumWindow(512, null);
  expect(fittingDisplayPx(sizes, { widthPx: widthPx - 1, heightPx }, null)).toBe(448);
  expect(fittingDisplayPx(sizes, { widthPx, heightPx: heightPx - 1 }, null)).toBe(448);
});

test("a prompt of several lines needs a higher window", () => {
  const window = minimumWindow(512, null);
  expect(fittingDisplayPx(sizes, window, "word ".repeat(60))).toBe(448);
});

test("where nothing fits it is the smallest, where nothing is known the largest", () => {
  expect(fittingDisplayPx(sizes, { widthPx: 320, heightPx: 480 }, null)).toBe(384);
  expect(fittingDisplayPx(sizes, null, null)).toBe(512);
});
