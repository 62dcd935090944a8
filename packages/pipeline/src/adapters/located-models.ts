import { readdir } from "node:fs/promises";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { AddedModel, type ModelEntry } from "@pairlab/domain/model-registry";
import { parseDocument } from "@pairlab/domain/parse-document";
import { readRegistry } from "./model-files.ts";
import { readJson } from "./read-json.ts";

/** A model, and the folder that the paths of its entry are below. */
export interface LocatedModel {
  folder: string;
  entry: ModelEntry;
}

/** Where models are looked for. */
export interface ModelPlaces {
  /** Holds registry.json and the models that come with Pairlab. */
  models: string;
  /** Holds a document a model that somebody added; it need not exist. */
  added: string;
}

/**
 * Every model that can be named: those of the registry, then the added ones by name.
 *
 * Throws: KnownError: conflict when an added model has the name of another, input for a document that is damaged.
 */
export async function readModels({ models, added }: ModelPlaces): Promise<LocatedModel[]> {
  const registry = await readRegistry(models);
  const found: LocatedModel[] = registry.models.map((entry) => ({ folder: models, entry }));
  const names = (await readdir(added).catch(() => [])).filter((name) => name.endsWith(".json"));
  for (const name of names.toSorted()) {
    const file = path.join(added, name);
    const { folder, model } = await readAdded(file);
    if (found.some(({ entry }) => entry.id === model.id))
      throw new KnownError("conflict", `duplicate model: ${model.id} (${file})`, {
        code: "MODEL_LAYOUT",
        hint: `npx pairlab models remove ${model.id}   takes the added one away`,
      });
    found.push({ folder: path.resolve(added, folder), entry: model });
  }
  return found;
}

async function readAdded(file: string): Promise<AddedModel> {
  try {
    return parseDocument(AddedModel, await readJson(file), file);
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    throw new KnownError(error.kind, error.message, {
      code: "MODEL_LAYOUT",
      hint: `npx pairlab models remove ${path.basename(file, ".json")}   takes it away; then add the model again`,
      cause: error,
    });
  }
}

/** The model of that name. Throws: KnownError (missing) that lists the known ids. */
export function locatedModel(models: readonly LocatedModel[], id: string): LocatedModel {
  const found = models.find(({ entry }) => entry.id === id);
  if (found !== undefined) return found;
  throw new KnownError("missing", `unknown model: ${id}`, {
    code: "MODEL_LAYOUT",
    hint: `known models: ${models.map(({ entry }) => entry.id).join(", ")}; npx pairlab models add brings in another`,
  });
}
