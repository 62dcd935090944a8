import path from "node:path";
import type { Manifest } from "@pairlab/domain/manifest";
import { keepEarlierRun, runIdentity } from "./earlier-run.ts";
import type { ObjectStore } from "./object-store.ts";
import { placeImages } from "./run-folder.ts";
import { storeFailure } from "./store-failure.ts";
import { writeManifest } from "./write-manifest.ts";

/**
 * Lays a run's pictures out in its folder and writes its manifest last. A complete run that was made from something
 * else is kept beside it, with a remark.
 *
 * Throws: KnownError (missing, STORE) where the folder can't be written; the pictures are in the store.
 */
export async function layOutRun(
  runFolder: string,
  manifest: Manifest,
  { imageFile }: Pick<ObjectStore, "imageFile">,
  onRemark: (text: string) => void,
): Promise<void> {
  try {
    const kept = await keepEarlierRun(runFolder, runIdentity(manifest));
    const source = manifest.kind === "generated" ? "spec has" : "pictures have";
    if (kept !== undefined)
      onRemark(`the ${source} changed since the last run, which is kept whole in ${kept}`);
    const placements = manifest.images.map(({ key, file }) => ({ from: imageFile(key), file }));
    await placeImages(runFolder, placements);
    await writeManifest(path.join(runFolder, "manifest.json"), manifest);
  } catch (error) {
    throw storeFailure(error, runFolder);
  }
}
