import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { ModelRegistry } from "@pairlab/domain/model-registry";
import { expect, test } from "vitest";
import { checksummedFolders, checksums } from "./checksums.ts";

const root = path.resolve(import.meta.dirname, "..");
const models = path.join(root, "models");
const written = (folder: string) => readFileSync(path.join(root, folder, "SHA256SUMS"), "utf8");

test.each(checksummedFolders)(
  "%s/SHA256SUMS names exactly the files there (npx tsx tools/write-checksums.ts)",
  (folder) => {
    expect(written(folder)).toBe(checksums(path.join(root, folder)));
  },
);

test("the registry and SHA256SUMS agree on every file of every model", () => {
  const registry = ModelRegistry.parse(
    JSON.parse(readFileSync(path.join(models, "registry.json"), "utf8")),
  );
  const lines = written("models/mini-sdxl").split("\n");
  const files = registry.models.flatMap((model) => model.files);
  expect(registry.models.map(({ id }) => id)).toEqual([
    "mini-sdxl-base",
    "mini-sdxl-turbo",
    "mini-sdxl-lcm",
  ]);
  for (const { path: file, sha256 } of files)
    expect(lines).toContain(`${sha256}  ${file.replace("mini-sdxl/", "")}`);
});

test("no model file is too large for a plain git repository", () => {
  const sizes = readdirSync(models, { recursive: true, encoding: "utf8" }).map(
    (name) => statSync(path.join(models, name)).size,
  );
  expect(Math.max(...sizes)).toBeLessThan(15 * 1024 * 1024);
});
