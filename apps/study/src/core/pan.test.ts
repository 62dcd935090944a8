import { expect, test } from "vitest";
import { moved } from "./pan.ts";

test("a closer view stays inside the picture and on whole pixels", () => {
  expect(moved({ x: 100.4, y: 511.6 }, 512)).toEqual({ x: 100, y: 512 });
  expect(moved({ x: -3, y: 600 }, 512)).toEqual({ x: 0, y: 512 });
});
