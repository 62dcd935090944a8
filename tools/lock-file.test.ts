import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { z } from "zod";

const LockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() }),
  ),
});

const { packages } = LockFile.parse(JSON.parse(readFileSync("package-lock.json", "utf8")));

/** The place in the lock file where Node would find `name` from the package at `from`, if any. */
function resolved(from: string, name: string): string | undefined {
  const place = from === "" ? `node_modules/${name}` : `${from}/node_modules/${name}`;
  if (place in packages) return place;
  if (from === "") return undefined;
  const parent = from.lastIndexOf("/node_modules/");
  return resolved(parent < 0 ? "" : from.slice(0, parent), name);
}

// npm leaves a platform's package out of the lock file when its registry does not have it, and `npm ci` then refuses.
it("the lock file holds every platform's optional packages", () => {
  const absent = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => resolved(from, name) === undefined)
      .map((name) => `${from} needs ${name}`),
  );
  expect(absent).toEqual([]);
});

it("the lock file names no registry", () => {
  expect(
    Object.values(packages).filter((entry) => "resolved" in entry && !("link" in entry)),
  ).toEqual([]);
});
