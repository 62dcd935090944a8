import { existsSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { Manifest } from "@pairlab/domain/manifest";
import { createRng, shuffled } from "@pairlab/domain/random";
import { readDocument } from "./read-document.ts";

/**
 * The picture files of a run, in the manifest's order, or `sample` of them drawn at random.
 *
 * `run` is a run's name, its folder, its manifest, or a single PNG.
 * Throws: KnownError: missing for no such run, refused for pictures that were made elsewhere.
 */
export function runPictures(
  run: string,
  runs: string,
  { sample, seed }: { sample?: number; seed: number },
): string[] {
  if (run.toLowerCase().endsWith(".png")) return [path.resolve(run)];
  const file = manifestFile(run, runs);
  const manifest = readDocument(Manifest, file);
  if (manifest.kind === "imported")
    throw new KnownError(
      "refused",
      `mismatched run: ${manifest.name} was brought in from elsewhere`,
      {
        code: "IMPORTED",
        hint: "its settings are declared; whoever made its pictures can make them again",
      },
    );
  const files = manifest.images.map((image) => path.join(path.dirname(file), image.file));
  if (sample === undefined || sample >= files.length) return files;
  const drawn = new Set(shuffled(files, createRng(seed, "regenerate")).slice(0, sample));
  return files.filter((name) => drawn.has(name));
}

/**
 * The manifest of a run that is named, or whose folder or manifest is.
 *
 * Throws: KnownError (missing) for no such run.
 */
export function manifestFile(run: string, runs: string): string {
  const places = [
    path.join(runs, run, "manifest.json"),
    path.resolve(run, "manifest.json"),
    path.resolve(run),
  ];
  const found = places.find((place) => place.endsWith(".json") && existsSync(place));
  if (found !== undefined) return found;
  throw new KnownError("missing", `missing run: ${run} (no ${places[0]})`, {
    hint: "give the name of a run, its folder, its manifest.json, or one of its pictures",
  });
}
