import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { ModelRegistry } from "@pairlab/domain/model-registry";
import { expect, test } from "vitest";

const models = path.resolve(import.meta.dirname, "../models");
const sumsOf = (family: string) => {
  const lines = readFileSync(path.join(models, family, "SHA256SUMS"), "utf8")
    .trimEnd()
    .split("\n");
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
};
const families = readdirSync(models).filter((name) =>
  statSync(path.join(models, name)).isDirectory(),
);

test.each(families)(
  "SHA256SUMS of %s names exactly the other files below it, with their hashes",
  (family) => {
    const folder = path.join(models, family);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => statSync(path.join(folder, name)).isFile())
      .map((name) => name.split(path.sep).join("/"))
      .filter((name) => name !== "SHA256SUMS");
    const hashes = files.map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(path.join(folder, name)))
        .digest("hex"),
    ]);
    const byName = (sums: Iterable<readonly (string | undefined)[]>) => Object.fromEntries(sums);
    expect(byName(sumsOf(family))).toEqual(byName(hashes));
  },
);

test("the registry and SHA256SUMS agree on every file of every model", () => {
  const registry = ModelRegistry.parse(
    JSON.parse(readFileSync(path.join(models, "registry.json"), "utf8")),
  );
  expect(registry.models.map(({ id }) => id)).toEqual([
    "mini-sdxl-base",
    "mini-sdxl-turbo",
    "mini-sdxl-lcm",
  ]);
  for (const { files } of registry.models)
    for (const { path: file, sha256 } of files) {
      const [family = "", ...rest] = file.split("/");
      expect(sumsOf(family).get(rest.join("/")), file).toBe(sha256);
    }
});

test("no file is too large for a plain git repository", () => {
  const sizes = readdirSync(models, { recursive: true, encoding: "utf8" }).map(
    (name) => statSync(path.join(models, name)).size,
  );
  expect(Math.max(...sizes)).toBeLessThan(15 * 1024 * 1024);
});
