import { expect, test } from "vitest";
import { guardMs, isAnswer, type Press } from "./judge-press.ts";

const press: Press = { atMs: 1500, repeat: false, clickDetail: 0, pointerDownMs: null };

test("a press after the guard time is an answer", () => {
  expect(isAnswer(press, 1000)).toBe(true);
  expect(isAnswer({ ...press, atMs: 1000 + guardMs }, 1000)).toBe(true);
});

test("a press before the pictures are visible, or too soon after, isn't", () => {
  expect(isAnswer(press, null)).toBe(false);
  expect(isAnswer({ ...press, atMs: 900 }, 1000)).toBe(false);
  expect(isAnswer({ ...press, atMs: 999 + guardMs }, 1000)).toBe(false);
});

test("a held key isn't, and neither is the second click of a double click", () => {
  expect(isAnswer({ ...press, repeat: true }, 1000)).toBe(false);
  expect(isAnswer({ ...press, clickDetail: 2 }, 1000)).toBe(false);
});

test("a click whose pointer went down on the pair before isn't", () => {
  expect(isAnswer({ ...press, clickDetail: 1, pointerDownMs: 990 }, 1000)).toBe(false);
  expect(isAnswer({ ...press, clickDetail: 1, pointerDownMs: 1450 }, 1000)).toBe(true);
});
