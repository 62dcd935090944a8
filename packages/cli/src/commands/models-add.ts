import { addHubModel } from "../add-hub-model.ts";
import { addLocalModel } from "../add-local-model.ts";
import type { AddModelOptions, ModelAddition } from "../add-model-options.ts";
import { examples } from "../examples.ts";
import { modelSource } from "../model-source.ts";
import { settingsText } from "../settings-text.ts";
import type { Configure } from "./table.ts";

/** `pairlab models add`. */
export const configure: Configure = (command, context) => {
  command
    .argument(
      "<source>",
      "a folder, or a repository as owner/name, in the layout of Hugging Face Optimum",
    )
    .option("--id <id>", "the name it gets here")
    .option("--title <text>", "what lists call it")
    .option("--licence <name>", "its licence, where neither a preset nor the model's card says")
    .option("--accept-licence", "say that you have read the licence and keep to it", false)
    .option("--revision <name>", "branch, tag, commit or refs/pr/<n> of the repository")
    .option(
      "--subfolder <path>",
      "folder of the repository, or of the folder, that holds the model",
    )
    .addHelpText(
      "before",
      examples(
        "npx pairlab models add stabilityai/sdxl-turbo --accept-licence",
        "npx pairlab models add out/ --id my-model --licence Apache-2.0 --accept-licence",
      ),
    )
    .action(async (text: string, options: AddModelOptions) => {
      const found = context();
      const source = modelSource(text);
      const added =
        source.kind === "folder"
          ? await addLocalModel(found, source.folder, options)
          : await addHubModel(found, source.repository, options);
      found.terminal.result(additionText(added), added.entry);
    });
};

function additionText({ entry, assumed, folder, preset, foreignOperators }: ModelAddition): string {
  const { id, files, upstream } = entry;
  const lines = [
    `added ${id}: ${files.length} files in ${folder}`,
    `unless a spec says otherwise: ${settingsText(entry)}`,
  ];
  if (upstream === undefined)
    lines.push("the files stay there: a model whose files move or change can't be run");
  if (preset !== undefined) lines.push(`settings and terms as published for ${preset.repository}`);
  if (foreignOperators.length > 0)
    lines.push(
      `its graphs use operators that ONNX doesn't have, so it may run on one kind of hardware only: ${foreignOperators.join(", ")}`,
    );
  if (assumed.length > 0)
    lines.push(
      `${assumed.join(" and ")} are a guess from the architecture: set them in each spec as the model's authors advise`,
    );
  return lines.join("\n");
}
