import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compiledWat, moduleFile, watModules } from "./compiled-wat.ts";

test.each(watModules)("the bytes of $file are its text, compiled", async (module) => {
  expect(await compiledWat(module)).toBe(readFileSync(moduleFile(module.file), "utf8"));
});
