import path from "node:path";
import { parseDocument } from "@pairlab/domain/parse-document";
import { readJson } from "../adapters/read-json.ts";
import { type ModelPreset, ModelPresets } from "./model-preset.ts";

/** The published models that Pairlab has facts about. */
export async function readPresets(): Promise<ModelPreset[]> {
  const file = path.join(import.meta.dirname, "model-presets.json");
  return parseDocument(ModelPresets, await readJson(file), file).presets;
}

/**
 * The preset that the first of the names which stands for one names: its id, a repository, or a path in the Hub's
 * own cache. Names that are missing are passed over.
 */
export function presetFor(
  presets: readonly ModelPreset[],
  names: readonly (string | undefined)[],
): ModelPreset | undefined {
  for (const name of names) {
    const wanted = name === undefined ? undefined : repositoryName(name);
    const found = presets.find((preset) => namesOf(preset).includes(wanted ?? ""));
    if (found !== undefined) return found;
  }
  return undefined;
}

const namesOf = ({ id, repository, alsoKnownAs, download }: ModelPreset): string[] =>
  [id, repository, ...alsoKnownAs, ...(download === null ? [] : [download.repository])].map(
    (name) => name.toLowerCase(),
  );

/** `…/models--owner--name/snapshots/…`, as exporters may write it, names a repository too. */
function repositoryName(name: string): string {
  const cached = /models--([^/\\]+?)--([^/\\]+)/.exec(name);
  return (cached ? `${cached[1]}/${cached[2]}` : name).toLowerCase();
}
