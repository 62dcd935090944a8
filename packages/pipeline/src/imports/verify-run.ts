import { readFile } from "node:fs/promises";
import path from "node:path";
import type { PictureRecord } from "@pairlab/domain/image";
import { Manifest } from "@pairlab/domain/manifest";
import { parseDocument } from "@pairlab/domain/parse-document";
import { decodePicture } from "../adapters/png.ts";
import { readJson } from "../adapters/read-json.ts";
import { sha256 } from "../adapters/sha256.ts";

/** What a run's folder was found to hold. */
export interface VerifiedRun {
  pictures: number;
  /** Files that aren't what the manifest says, with the reason. */
  damaged: { file: string; reason: string }[];
}

/**
 * Compares every picture of a run, made here or imported, with its manifest: bytes first, then pixels.
 *
 * Throws: KnownError: missing for no manifest, input for one that breaks its schema.
 */
export async function verifyRun(
  manifestFile: string,
  onProgress: (done: number, total: number) => void,
): Promise<VerifiedRun> {
  const manifest = parseDocument(Manifest, await readJson(manifestFile), manifestFile);
  const damaged: VerifiedRun["damaged"] = [];
  for (const [index, image] of manifest.images.entries()) {
    const reason = await damageOf(image, path.join(path.dirname(manifestFile), image.file));
    if (reason !== undefined) damaged.push({ file: image.file, reason });
    onProgress(index + 1, manifest.images.length);
  }
  return { pictures: manifest.images.length, damaged };
}

async function damageOf(image: PictureRecord, file: string): Promise<string | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return "missing";
  if (sha256(bytes) !== image.fileSha256) return "its bytes have another hash";
  const pixels = await decodePicture(file);
  if (sha256(pixels.rgb) !== image.pixelsSha256) return "its pixels have another hash";
  return undefined;
}
