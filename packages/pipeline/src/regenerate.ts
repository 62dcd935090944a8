import { at } from "@pairlab/domain/at";
import type { Capsule } from "@pairlab/domain/capsule";
import { KnownError } from "@pairlab/domain/errors";
import type { Provider } from "@pairlab/domain/provider";
import { type LocatedModel, readModels } from "./adapters/located-models.ts";
import { checkModelFiles } from "./adapters/model-files.ts";
import { readStamps, writeStamps } from "./adapters/model-stamps.ts";
import { decodePicture } from "./adapters/png.ts";
import { runEnvironment } from "./adapters/run-environment.ts";
import { sha256 } from "./adapters/sha256.ts";
import { type Comparison, comparePictures } from "./core/compare-pictures.ts";
import { modelHashText } from "./core/model-hash-text.ts";
import type { PipelineFolders } from "./inspect-run.ts";
import { type PictureJob, paintPicture } from "./paint-picture.ts";
import { createPainterPool } from "./painter-pool.ts";
import { type DocumentedFile, readDocumentedFile } from "./read-documented-file.ts";

export interface RegenerateOptions {
  folders: PipelineFolders;
  provider: Provider;
  /** Finish the picture in hand and stop. */
  signal: AbortSignal;
  onProgress: (done: number, doneNow: number) => void;
}

/** A picture made again, and how far it is from the file. */
export interface RegeneratedPicture extends Comparison {
  file: string;
  prompt: string;
  seed: number;
}

/**
 * Makes the pictures of PNG files again from the capsules they carry, one after the other, and compares.
 *
 * The models are found by the hash of their files, whatever they are called here.
 * Throws: KnownError: missing for a model that isn't here; as readDocumentedFile does, before any is made.
 */
export async function regenerate(
  files: readonly string[],
  { folders, provider, signal, onProgress }: RegenerateOptions,
): Promise<RegeneratedPicture[]> {
  const read: DocumentedFile[] = [];
  for (const file of files) read.push(await readDocumentedFile(file)); // one at a time: a run may have thousands
  const models = await modelsByHash(
    folders,
    read.map(({ capsule }) => capsule.model),
  );
  // As many threads as then: their number may change the last bits.
  const threads = Math.max(1, ...read.map(({ capsule }) => capsule.environment.threads));
  const environment = runEnvironment(threads, provider);
  const pool = createPainterPool({ threads, provider }, 1);
  const made: RegeneratedPicture[] = [];
  try {
    for (const { file, fileSha256, capsule } of read) {
      if (signal.aborted) return made;
      const { prompt, seed } = capsule.request;
      const again = await paintPicture(at(pool.painters, 0), jobOf(capsule, models), environment);
      const pixels = await decodePicture(file);
      const then = { capsule, pixels, pixelsSha256: sha256(pixels.rgb), fileSha256 };
      const now = { ...again, fileSha256: sha256(again.png) };
      made.push({ file, prompt, seed, ...comparePictures(then, now) });
      onProgress(made.length, made.length);
    }
  } finally {
    await pool.close();
  }
  return made;
}

function jobOf(capsule: Capsule, models: ReadonlyMap<string, LocatedModel>): PictureJob {
  const { prompt, seed, ...asked } = capsule.request;
  const { modelHash } = capsule.model;
  const model = models.get(modelHash);
  if (model === undefined) throw new Error(`model ${modelHash} was looked up and isn't there`);
  const arm = { id: "again", label: "again", modelId: model.entry.id, ...asked };
  return { model, modelHash, arm, settings: capsule.settings, prompt, seed, key: capsule.key };
}

async function modelsByHash(
  folders: PipelineFolders,
  wanted: readonly Capsule["model"][],
): Promise<Map<string, LocatedModel>> {
  const known = (await readModels(folders)).map((model) => ({
    model,
    hash: sha256(modelHashText(model.entry.files)),
  }));
  const stamps = await readStamps(folders.stamps);
  const found = new Map<string, LocatedModel>();
  for (const { id, modelHash, upstream } of wanted) {
    if (found.has(modelHash)) continue;
    const model = known.find(({ hash }) => hash === modelHash)?.model;
    if (model === undefined)
      throw new KnownError(
        "missing",
        `missing model: ${id}, files of hash ${modelHash.slice(0, 12)}…`,
        {
          code: "MODEL_LAYOUT",
          hint:
            upstream === undefined
              ? "npx pairlab models add <folder>   brings it in"
              : `npx pairlab models add ${upstream.repository} --revision ${upstream.revision}`,
        },
      );
    await checkModelFiles(model.folder, model.entry.files, stamps);
    found.set(modelHash, model);
  }
  await writeStamps(folders.stamps, stamps);
  return found;
}
