import { removeAddedModel } from "@pairlab/pipeline/model-folder/added-models";
import { examples } from "../examples.ts";
import { pipelineFolders } from "../pipeline-folders.ts";
import type { Configure } from "./table.ts";

/** `pairlab models remove`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<model>", "id of an added model")
    .addHelpText(
      "before",
      examples("npx pairlab models remove sdxl-turbo", "npx pairlab models remove my-model --json"),
    )
    .action(async (id: string) => {
      const { terminal, root, folders } = context();
      const removed = await removeAddedModel(pipelineFolders(root, folders), id);
      const text =
        removed.left === undefined
          ? `removed ${id} and its files`
          : `removed ${id}; its files stay in ${removed.left}`;
      terminal.result(text, removed);
    });
};
