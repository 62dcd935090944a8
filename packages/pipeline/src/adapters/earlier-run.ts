import { mkdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Manifest } from "@pairlab/domain/manifest";
import { readJson } from "./read-json.ts";

/** What a run was made from, as a hash: its resolved spec, or the source of its pictures. */
export const runIdentity = (run: Manifest): string =>
  run.kind === "generated" ? run.specSha256 : run.sourceSha256;

/**
 * Moves a complete run of another identity than the next one's out of the way, below `earlier/`, whole: what was made from it, a study
 * say, can be made from it again. Its pictures are links into the store and take no room.
 *
 * Result: the folder it lies in now, or undefined when there was nothing to keep.
 */
export async function keepEarlierRun(runFolder: string, next: string): Promise<string | undefined> {
  const file = path.join(runFolder, "manifest.json");
  const found = Manifest.safeParse(await readJson(file).catch(() => undefined));
  if (!found.success || !found.data.complete) return undefined;
  const identity = runIdentity(found.data);
  if (identity === next) return undefined;
  const kept = path.join(runFolder, "earlier", identity.slice(0, 12));
  await mkdir(kept, { recursive: true });
  // Pictures first: killed in between, the manifest is still here and the next run goes on.
  if (await exists(path.join(runFolder, "images"))) {
    await rm(path.join(kept, "images"), { recursive: true, force: true });
    await rename(path.join(runFolder, "images"), path.join(kept, "images"));
  }
  await rename(file, path.join(kept, "manifest.json"));
  return kept;
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
