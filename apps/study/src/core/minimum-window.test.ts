import { expect, test } from "vitest";
import { minimumWindow } from "./minimum-window.ts";

test("two pictures of 512 px with a one-line prompt need 1100 × 680 CSS pixels", () => {
  expect(minimumWindow(512, "a red bicycle")).toEqual({ widthPx: 1100, heightPx: 680 });
  expect(minimumWindow(512, null)).toEqual({ widthPx: 1100, heightPx: 680 });
});

test("each further line of the longest prompt needs one line of height more", () => {
  const short = minimumWindow(384, "x".repeat(40));
  const long = minimumWindow(384, "x".repeat(140));
  expect(long.heightPx - short.heightPx).toBe(27);
  expect(long.widthPx).toBe(short.widthPx);
});
