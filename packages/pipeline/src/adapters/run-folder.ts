import { copyFile, link, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { draftIn, sweepDrafts } from "./drafts.ts";
import { storeFailure } from "./store-failure.ts";

/** Where a picture of the store shall appear in a run's folder. */
export interface Placement {
  from: string;
  /** Its place below the run's folder. */
  file: string;
}

/**
 * Makes a run's `images/` hold exactly the given pictures, so that the folder can be looked at and copied.
 *
 * They are hard links into the store, or copies where the file system has no links.
 */
export async function placeImages(
  runFolder: string,
  placements: readonly Placement[],
): Promise<void> {
  for (const { from, file } of placements) {
    const to = path.join(runFolder, file);
    if (await sameFile(from, to)) continue;
    await mkdir(path.dirname(to), { recursive: true });
    const draft = draftIn(path.dirname(to));
    await link(from, draft).catch(() => copyFile(from, draft));
    await rename(draft, to);
    await rm(draft, { force: true }); // renaming a link onto another link of the same file does nothing
  }
  await removeOthers(runFolder, new Set(placements.map(({ file }) => file)));
}

async function sameFile(from: string, to: string): Promise<boolean> {
  const found = await stat(to).catch(() => undefined);
  if (found === undefined) return false;
  const wanted = await stat(from);
  return found.ino === wanted.ino && found.dev === wanted.dev;
}

async function removeOthers(runFolder: string, kept: ReadonlySet<string>): Promise<void> {
  const images = path.join(runFolder, "images");
  const names = await readdir(images, { recursive: true }).catch(() => []);
  for (const folder of new Set(names.map((name) => path.dirname(path.join(images, name)))))
    await sweepDrafts(folder);
  for (const name of names) {
    const file = path.posix.join("images", ...name.split(path.sep));
    if (name.endsWith(".png") && !kept.has(file)) await rm(path.join(runFolder, file));
  }
}

/** Writes a file whole or not at all. Throws: KnownError (missing, STORE) where it can't be written. */
export async function writeWhole(file: string, data: string | Uint8Array): Promise<void> {
  const folder = path.dirname(file);
  const draft = draftIn(folder);
  try {
    await mkdir(folder, { recursive: true });
    await sweepDrafts(folder);
    await writeFile(draft, data, { flush: true });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw storeFailure(error, file);
  }
}
