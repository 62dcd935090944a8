import { readFile } from "node:fs/promises";
import path from "node:path";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import { KnownError } from "@pairlab/domain/errors";
import { ImportedManifest } from "@pairlab/domain/imported-manifest";
import { Manifest } from "@pairlab/domain/manifest";
import type { Prompt } from "@pairlab/domain/prompt";
import { importedPixels } from "../adapters/imported-pixels.ts";
import { layOutRun } from "../adapters/lay-out-run.ts";
import { type ObjectStore, openObjectStore } from "../adapters/object-store.ts";
import { encodePng } from "../adapters/png.ts";
import { readJson } from "../adapters/read-json.ts";
import { lockRun } from "../adapters/run-lock.ts";
import { sha256 } from "../adapters/sha256.ts";
import type { Pixels } from "../core/pixels.ts";
import { pngText } from "../core/png-text.ts";
import { assertRunName } from "../core/run-name.ts";
import type { StoredPicture } from "../core/stored-picture.ts";
import {
  type ArrangedPictures,
  arrangedPictures,
  type ExaminedPicture,
} from "./arranged-pictures.ts";
import type { PictureClaim } from "./picture-claim.ts";
import { type ImportSource, readClaims } from "./read-claims.ts";

export interface ImportOptions {
  /** The folder of all runs. */
  runs: string;
  name: string;
  prompts: readonly Prompt[];
  /** Names for charts, by arm id. */
  labels: ReadonlyMap<string, string>;
  now: () => Date;
  onProgress: (done: number, total: number) => void;
  onRemark: (text: string) => void;
}

export interface ImportedRun {
  manifestFile: string;
  manifest: ImportedManifest;
  /** Files of the folder that are no pictures. */
  ignored: string[];
}

/** Longest text that is kept of what a picture says of itself. */
const longestCapsule = 20_000;

/**
 * Brings pictures that were made elsewhere into a run of their own.
 *
 * Every file is opened, decoded and checked before anything is written; then each is kept in the store under the hash
 * of its pixels and placed in the run's folder, and the manifest is written last.
 * Throws: KnownError: input for a picture, row or name that can't be one, missing for a file or prompt, conflict for
 *         a run of generated pictures of that name.
 */
export async function importPictures(from: string, options: ImportOptions): Promise<ImportedRun> {
  assertRunName(options.name);
  const manifestFile = path.join(options.runs, options.name, "manifest.json");
  await assertNotGenerated(manifestFile, options.name);
  const source = await readClaims(from, options.prompts);
  assertFilesApart(source.claims);
  const pictures: ExaminedPicture[] = [];
  for (const claim of source.claims) {
    pictures.push(await examined(claim));
    options.onProgress(pictures.length, source.claims.length);
  }
  const { prompts, labels } = options;
  const arranged = arrangedPictures({ prompts, labels, pictures });
  const manifest = await keep(pictures, arranged, sourceSha256(source, pictures), options);
  return { manifestFile, manifest, ignored: source.ignored };
}

/** The table's hash, or that of the folder's files: the same source, the same hash. */
const sourceSha256 = ({ table }: ImportSource, pictures: readonly ExaminedPicture[]): string =>
  table ??
  sha256(canonicalJson(pictures.map(({ claim, source }) => [claim.file, source.sha256]).sort()));

async function assertNotGenerated(manifestFile: string, name: string): Promise<void> {
  const found = Manifest.safeParse(await readJson(manifestFile).catch(() => undefined));
  if (!found.success || found.data.kind === "imported") return;
  throw new KnownError("conflict", `duplicate run: ${name} holds pictures that Pairlab made`, {
    hint: "give the import another name",
  });
}

function assertFilesApart(claims: readonly PictureClaim[]): void {
  const places = new Map<string, string>();
  for (const { path: file, place } of claims) {
    const first = places.get(file);
    if (first !== undefined)
      throw new KnownError("input", `duplicate file: ${file} (${place}, first in ${first})`, {
        hint: "a picture belongs to one model, prompt and seed",
      });
    places.set(file, place);
  }
}

async function examined(claim: PictureClaim): Promise<ExaminedPicture> {
  const bytes = await readFile(claim.path).catch((cause: unknown) => {
    throw new KnownError("missing", `missing picture: ${claim.file} (${claim.place})`, {
      hint: "files are named from the table's folder",
      cause,
    });
  });
  const { pixels, format, changes } = await importedPixels(bytes, `${claim.file}, ${claim.place}`);
  const said = format === "png" ? pngText(bytes, "pairlab") : undefined;
  return {
    claim,
    key: sha256(keyText(pixels)),
    width: pixels.width,
    height: pixels.height,
    pixelsSha256: sha256(pixels.rgb),
    source: {
      format,
      sha256: sha256(bytes),
      changes,
      ...(said === undefined || said.length > longestCapsule ? {} : { capsule: said }),
    },
  };
}

/** The same pixels are the same picture, whoever brings them in. */
const keyText = ({ width, height, rgb }: Pixels): string =>
  canonicalJson({ kind: "imported", width, height, pixelsSha256: sha256(rgb) });

/** Opens every file a second time, so that a thousand pictures need no more memory than one. */
async function keep(
  pictures: readonly ExaminedPicture[],
  arranged: ArrangedPictures,
  sourceSha256: string,
  { runs, name, prompts, now, onRemark }: ImportOptions,
): Promise<ImportedManifest> {
  const release = await lockRun(path.join(runs, name));
  try {
    const store = await openObjectStore({ runs, decode: false, readOnly: false, onRemark });
    const stored = new Map<string, StoredPicture>();
    for (const picture of pictures) stored.set(picture.key, await keptPicture(store, picture));
    const manifest = ImportedManifest.parse({
      version: 1,
      kind: "imported",
      name,
      createdAt: now().toISOString(),
      complete: arranged.gaps.length === 0,
      sourceSha256,
      prompts,
      ...arranged,
      images: arranged.images.map((image) => {
        const { fileSha256, fileSizeBytes } = stored.get(image.key) ?? {};
        return { ...image, fileSha256, fileSizeBytes };
      }),
    });
    await layOutRun(path.join(runs, name), manifest, store, onRemark);
    return manifest;
  } finally {
    await release();
  }
}

async function keptPicture(
  store: ObjectStore,
  { key, claim, pixelsSha256 }: ExaminedPicture,
): Promise<StoredPicture> {
  const found = await store.find(key);
  if (found !== undefined) return found;
  const { pixels } = await importedPixels(await readFile(claim.path), claim.place);
  if (sha256(pixels.rgb) !== pixelsSha256)
    throw new KnownError("input", `mismatched picture: ${claim.file} changed meanwhile`, {
      hint: "import again when nothing writes there any more",
    });
  const png = await encodePng(pixels);
  const nothing = { latents: null, durationsMs: null, warnings: [] };
  return store.add(key, keyText(pixels), { png, pixels, pixelsSha256, ...nothing });
}
