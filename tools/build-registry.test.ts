import { readFileSync } from "node:fs";
import path from "node:path";
import { ModelRegistry } from "@pairlab/domain/model-registry";
import { expect, test } from "vitest";
import { buildRegistry } from "./build-registry.ts";

const models = path.resolve(import.meta.dirname, "../models");

test("models/registry.json is what the folders amount to (npx tsx tools/write-registry.ts)", () => {
  const written: unknown = JSON.parse(readFileSync(path.join(models, "registry.json"), "utf8"));
  expect(ModelRegistry.parse(written)).toEqual(buildRegistry(models));
});
