import { existsSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { Identifier } from "@pairlab/domain/identifier";
import type { AddedModel } from "@pairlab/domain/model-registry";
import { type ModelPlaces, readModels } from "../adapters/located-models.ts";
import { writeWhole } from "../adapters/run-folder.ts";
import { lockDownload } from "../hub/lock-download.ts";

/** Document of an added model. */
export const addedDocument = (added: string, id: string): string => path.join(added, `${id}.json`);

/** Where a downloaded model's files lie. */
export const downloadFolder = (added: string, id: string): string => path.join(added, id);

/** Throws: KnownError: input for a name that can't be one, conflict when a model of that name is there. */
export async function assertNameIsFree(places: ModelPlaces, id: string): Promise<void> {
  if (!Identifier.safeParse(id).success || id.toLowerCase().endsWith(".json"))
    throw new KnownError("input", `invalid model id: ${id}`, {
      hint: "give it a name of letters, digits, '.', '_' or '-' with --id",
    });
  const taken = (await readModels(places)).find(({ entry }) => entry.id === id);
  if (taken === undefined) return;
  const isEmbedded = taken.folder === places.models;
  throw new KnownError("conflict", `duplicate model: ${id} is there already`, {
    code: "MODEL_LAYOUT",
    hint: isEmbedded
      ? "give it another name with --id"
      : `give it another name with --id, or first npx pairlab models remove ${id}`,
  });
}

/** Makes a model known: from now on specs can name it. */
export const writeAddedModel = (added: string, document: AddedModel): Promise<void> =>
  writeWhole(addedDocument(added, document.model.id), `${JSON.stringify(document, null, 2)}\n`);

/** Names of models whose download was begun and not finished. */
export async function unfinishedDownloads({
  added,
}: Pick<ModelPlaces, "added">): Promise<string[]> {
  const entries = await readdir(added, { withFileTypes: true }).catch(() => []);
  const names = new Set(entries.map(({ name }) => name));
  return entries
    .filter((entry) => entry.isDirectory() && !names.has(`${entry.name}.json`))
    .map(({ name }) => name);
}

/** What was removed: downloaded files go, others stay where they lie. */
export interface RemovedModel {
  id: string;
  /** Folder whose files stay. */
  left?: string;
}

/**
 * Takes an added model away, or what an unfinished download left.
 *
 * Throws: KnownError: refused for a model that comes with Pairlab, missing for an unknown one, conflict while it is
 *         being downloaded.
 */
export async function removeAddedModel(places: ModelPlaces, id: string): Promise<RemovedModel> {
  const document = addedDocument(places.added, id);
  const hasDocument = Identifier.safeParse(id).success && existsSync(document);
  const known = await readModels(places).catch((error: unknown) => {
    if (hasDocument) return []; // it may be the one that can't be read
    throw error;
  });
  const found = known.find(({ entry }) => entry.id === id);
  if (found?.folder === places.models)
    throw new KnownError("refused", `invalid model to remove: ${id} comes with Pairlab`, {
      hint: "only models that npx pairlab models add brought in can be removed",
    });
  const own = downloadFolder(places.added, id);
  const isName = Identifier.safeParse(id).success;
  const hasOwn = isName && (await stat(own).catch(() => undefined))?.isDirectory() === true;
  if (found === undefined && !hasOwn && !hasDocument)
    throw new KnownError("missing", `unknown model: ${id}`, {
      code: "MODEL_LAYOUT",
      hint: `added models: ${addedIds(known, places).join(", ") || "none"}`,
    });
  const release = hasOwn ? await lockDownload(own) : undefined;
  // First the document: half-removed files must not look like a model.
  await rm(document, { force: true });
  if (hasOwn) await rm(own, { recursive: true, force: true });
  await release?.();
  const isElsewhere = found !== undefined && !isInside(own, found.folder);
  return { id, ...(isElsewhere ? { left: found.folder } : {}) };
}

const addedIds = (known: Awaited<ReturnType<typeof readModels>>, { models }: ModelPlaces) =>
  known.filter(({ folder }) => folder !== models).map(({ entry }) => entry.id);

const isInside = (folder: string, other: string): boolean =>
  other === folder || other.startsWith(folder + path.sep);
