import { expect, test } from "vitest";
import { isTooSmall, minimumWindow } from "./minimum-window.ts";

test("two pictures of 512 px with a one-line prompt need 1068 × 708 CSS pixels", () => {
  expect(minimumWindow(512, "a red bicycle")).toEqual({ widthPx: 1068, heightPx: 708 });
  expect(minimumWindow(512, null)).toEqual({ widthPx: 1068, heightPx: 708 });
});

test("two pictures of 384 px fit a tablet that is 820 px wide, and no phone", () => {
  const needed = minimumWindow(384, "a red bicycle");
  expect(isTooSmall({ widthPx: 820, heightPx: 1180 }, needed)).toBe(false);
  expect(isTooSmall({ widthPx: 390, heightPx: 844 }, needed)).toBe(true);
  expect(isTooSmall({ widthPx: 844, heightPx: 390 }, needed)).toBe(true);
});

test("each further line of the longest prompt needs one line of height more", () => {
  const short = minimumWindow(384, "x".repeat(40));
  const long = minimumWindow(384, "x".repeat(140));
  expect(long.heightPx - short.heightPx).toBe(27);
  expect(long.widthPx).toBe(short.widthPx);
});
