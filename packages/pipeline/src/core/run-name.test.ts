import { expect, test } from "vitest";
import { assertRunName } from "./run-name.ts";

test("a run can't be called as the folders that all runs share, in capitals neither", () => {
  expect(() => assertRunName("objects")).toThrow("a folder of the picture store");
  expect(() => assertRunName("Quarantine")).toThrow("a folder of the picture store");
  expect(() => assertRunName("objects-2")).not.toThrow();
});
