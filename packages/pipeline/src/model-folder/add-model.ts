import { stat } from "node:fs/promises";
import path from "node:path";
import type { ModelEntry, ModelFile } from "@pairlab/domain/model-registry";
import type { ModelPlaces } from "../adapters/located-models.ts";
import { readStamps, writeStamps } from "../adapters/model-stamps.ts";
import type { ModelPreset } from "../presets/model-preset.ts";
import { writeAddedModel } from "./added-models.ts";
import { assertLoads } from "./assert-loads.ts";
import type { InspectedFolder } from "./inspect-model-folder.ts";
import { type ModelDefaults, modelDefaults } from "./model-defaults.ts";

/** A model whose files are in place and hashed. */
export interface NewModel {
  id: string;
  title: string;
  licence: string;
  notice?: string;
  origin: string;
  upstream?: ModelEntry["upstream"];
  /** Where the files lie. */
  folder: string;
  inspected: InspectedFolder;
  files: ModelFile[];
  preset: ModelPreset | undefined;
}

export interface AddPlaces extends ModelPlaces {
  /** Remembers which model files were already checked. */
  stamps: string;
}

/**
 * Makes a model known, and remembers its files' hashes, so that the next run doesn't read them again.
 *
 * Throws: KnownError for parts that don't fit together, as assertLoads does; nothing is written then.
 */
export async function addModel(
  { added, stamps }: AddPlaces,
  { folder, inspected, files, preset, ...described }: NewModel,
  addedAt: Date,
): Promise<{ entry: ModelEntry } & Pick<ModelDefaults, "assumed">> {
  const { family, components } = inspected;
  const { defaults, assumed } = modelDefaults(family, inspected, preset);
  const entry: ModelEntry = {
    ...described,
    family,
    modelIndex: "model_index.json",
    components,
    files,
    sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
    defaults,
  };
  await assertLoads({ folder, entry });
  const known = await readStamps(stamps);
  for (const { path: name, sizeBytes, sha256 } of files) {
    const file = path.join(folder, name);
    known.set(file, { sizeBytes, mtimeMs: (await stat(file)).mtimeMs, sha256 });
  }
  await writeStamps(stamps, known);
  await writeAddedModel(added, {
    version: 1,
    folder: placeFor(added, folder),
    addedAt: addedAt.toISOString(),
    model: entry,
  });
  return { entry, assumed };
}

/** Downloaded files move with the state folder; others lie where they lie. */
function placeFor(added: string, folder: string): string {
  const relative = path.relative(added, folder);
  const isInside = relative !== "" && !relative.startsWith("..") && !path.isAbsolute(relative);
  return isInside ? relative.split(path.sep).join("/") : folder;
}
