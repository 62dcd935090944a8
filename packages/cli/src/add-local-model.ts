import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { addModel } from "@pairlab/pipeline/model-folder/add-model";
import { assertNameIsFree } from "@pairlab/pipeline/model-folder/added-models";
import { hashModelFiles, sizeOfFiles } from "@pairlab/pipeline/model-folder/hash-model-files";
import {
  type InspectedFolder,
  inspectModelFolder,
} from "@pairlab/pipeline/model-folder/inspect-model-folder";
import type { ModelPreset } from "@pairlab/pipeline/presets/model-preset";
import { presetFor, readPresets } from "@pairlab/pipeline/presets/read-presets";
import type { AddModelOptions, ModelAddition } from "./add-model-options.ts";
import type { CommandContext } from "./command-context.ts";
import { Interrupted } from "./interrupted.ts";
import { nameFrom } from "./model-source.ts";
import { isSecondHand, showTerms } from "./model-terms.ts";
import { pipelineFolders } from "./pipeline-folders.ts";

/**
 * Makes the model of a folder known; its files stay where they are.
 *
 * Throws: KnownError for a folder that can't be run, a name that is taken, a licence that is unknown or wasn't
 *         accepted: nothing is written then.
 */
export async function addLocalModel(
  { terminal, root, folders, signal, now }: CommandContext,
  source: string,
  options: AddModelOptions,
): Promise<ModelAddition> {
  const places = pipelineFolders(root, folders);
  const folder = path.join(source, options.subfolder ?? "");
  const inspected = await inspectModelFolder(folder);
  const preset = localPreset(await readPresets(), options.id, inspected);
  const id = options.id ?? preset?.id ?? nameFrom(folder);
  await assertNameIsFree(places, id);
  const terms = termsOf(folder, options, preset);
  showTerms(terminal, terms, options.acceptLicence);
  const progress = terminal.progress(
    `hash ${id}`,
    await sizeOfFiles(folder, inspected.paths),
    "bytes",
  );
  let read = 0;
  const onBytes = (bytes: number) => {
    read += bytes;
    progress.update(read, read);
  };
  const files = await hashModelFiles(folder, inspected.paths, { signal, onBytes })
    .catch((error: unknown) => {
      if (signal.aborted) throw new Interrupted("stopped; nothing was added");
      throw error;
    })
    .finally(progress.end);
  const added = await addModel(
    places,
    {
      id,
      title: options.title ?? preset?.title ?? id,
      licence: terms.licence,
      notice: terms.notice,
      origin: preset === undefined ? "a local folder" : `a local export of ${preset.repository}`,
      folder,
      inspected,
      files,
      preset,
    },
    now(),
  );
  return { ...added, folder, preset, foreignOperators: inspected.foreignOperators };
}

/**
 * The published model that a folder holds: the one that it is called after, else the one it was exported from. A model
 * that was made out of another one keeps its name in places, but has a scheduler of its own.
 */
function localPreset(
  presets: readonly ModelPreset[],
  id: string | undefined,
  { exportedFrom, scheduler }: InspectedFolder,
): ModelPreset | undefined {
  const alike = presets.filter(({ defaults }) => defaults.scheduler === scheduler);
  return presetFor(presets, [id]) ?? presetFor(alike, exportedFrom);
}

function termsOf(folder: string, { licence }: AddModelOptions, preset: ModelPreset | undefined) {
  const known = licence ?? preset?.licence;
  if (known === undefined)
    throw new KnownError("input", `missing licence of the model in ${folder}`, {
      hint: "find out on what terms it may be used and name them with --licence; manifests and reports state them",
    });
  return {
    licence: known,
    notice: preset?.notice ?? "read the licence that came with the model before you use it",
    isSecondHand: preset !== undefined && isSecondHand(preset),
    ...(preset?.licenceAddress === undefined ? {} : { address: preset.licenceAddress }),
  };
}
