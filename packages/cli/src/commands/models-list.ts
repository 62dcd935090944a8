import type { ModelEntry } from "@pairlab/domain/model-registry";
import { type LocatedModel, readModels } from "@pairlab/pipeline/adapters/located-models";
import { unfinishedDownloads } from "@pairlab/pipeline/model-folder/added-models";
import type { ModelPreset } from "@pairlab/pipeline/presets/model-preset";
import { readPresets } from "@pairlab/pipeline/presets/read-presets";
import { examples } from "../examples.ts";
import { pipelineFolders } from "../pipeline-folders.ts";
import { settingsText } from "../settings-text.ts";
import { byteText } from "../terminal.ts";
import type { Configure } from "./table.ts";

/** `pairlab models list`. */
export const configure: Configure = (command, context) => {
  command
    .option("--models <folder>", "folder with registry.json, instead of the checkout's models")
    .addHelpText("before", examples("npx pairlab models list", "npx pairlab models list --json"))
    .action(async ({ models: registry }: { models?: string }) => {
      const { terminal, root, folders } = context();
      const places = pipelineFolders(root, folders, registry);
      const known = await readModels(places);
      const isAdded = ({ folder }: LocatedModel) => folder !== places.models;
      const ids = new Set(known.map(({ entry }) => entry.id));
      const presets = (await readPresets()).filter(({ id }) => !ids.has(id));
      const unfinished = await unfinishedDownloads(places);
      const lines = [
        ...known.map((model) =>
          isAdded(model)
            ? `${modelText(model.entry)}\n  added; files in ${model.folder}`
            : modelText(model.entry),
        ),
        ...unfinished.map(unfinishedText),
        "",
        "can be added:",
        ...presets.map(presetText),
      ];
      terminal.result(lines.join("\n"), {
        models: known.map((model) => ({ ...model.entry, added: isAdded(model) })),
        unfinished,
        presets,
      });
    });
};

const modelText = (entry: ModelEntry): string =>
  `${entry.id}\n  ${entry.title}; ${settingsText(entry)}; ${byteText(entry.sizeBytes)}; ${entry.licence}`;

const unfinishedText = (id: string): string =>
  `${id}\n  unfinished download: add it again to go on, or npx pairlab models remove ${id}`;

function presetText({ id, title, repository, licence, download }: ModelPreset): string {
  const size = download?.sizeBytes === undefined ? "" : `; about ${byteText(download.sizeBytes)}`;
  const how =
    download === null
      ? `must be exported first: npx pairlab models add ${repository} says how`
      : `npx pairlab models add ${repository}`;
  return `${id}\n  ${title}${size}; ${licence}\n  ${how}`;
}
