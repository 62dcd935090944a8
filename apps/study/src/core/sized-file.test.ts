import { expect, test } from "vitest";
import { sizedFile } from "./sized-file.ts";

test("the largest size lies where the study's pictures always lay", () => {
  expect(sizedFile("demo/a1.png", 512, 512)).toBe("demo/a1.png");
});

test("every other size has a folder of its own", () => {
  expect(sizedFile("demo/a1.png", 384, 512)).toBe("demo/384/a1.png");
  expect(sizedFile("a1.png", 384, 512)).toBe("384/a1.png");
});
