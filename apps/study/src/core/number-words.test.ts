import { expect, test } from "vitest";
import * as words from "./number-words.ts";

test("a share is rounded, but only nothing is 0 % and only everything is 100 %", () => {
  expect(words.percent(1, 3)).toBe("33\u202f%");
  expect(words.percent(0, 1000)).toBe("0\u202f%");
  expect(words.percent(1, 1000)).toBe("< 1\u202f%");
  expect(words.percent(999, 1000)).toBe("> 99\u202f%");
  expect(words.percent(1000, 1000)).toBe("100\u202f%");
  expect(words.percent(0, 0)).toBe("–");
});

test("what isn't known is a dash", () => {
  expect(words.seconds(undefined)).toBe("–");
  expect(words.minuteWords(undefined)).toBe("–");
  expect(words.seconds(1849)).toBe("1.8 s");
  expect(words.minuteWords(3.94)).toBe("3.9 min");
});

test("times are in UTC, and classes name their bounds", () => {
  expect(words.dateTime(Date.UTC(2026, 0, 5, 9, 7, 59))).toBe("2026-01-05 09:07 UTC");
  expect(words.clockTime(Date.UTC(2026, 0, 5, 9, 7, 59))).toBe("09:07:59 UTC");
  expect(words.timeClass(500, 1000)).toBe("0.5–1 s");
  expect(words.timeClass(32_000, null)).toBe("32 s or more");
  expect(words.partOf(5, 12)).toBe("5 of 12");
  expect(words.counted(1, "person", "people")).toBe("1 person");
  expect(words.counted(0, "person", "people")).toBe("0 people");
});
