import { verifyRun } from "@pairlab/pipeline/imports/verify-run";
import { examples } from "../examples.ts";
import { lateProgress } from "../late-progress.ts";
import { manifestFile } from "../run-pictures.ts";
import type { Configure } from "./table.ts";

/** `pairlab images verify`: exit code 1 when a picture isn't what the manifest says. */
export const configure: Configure = (command, context) => {
  command
    .argument("<run>", "name of a run, its folder, or its manifest")
    .addHelpText(
      "before",
      examples(
        "npx pairlab images verify demo",
        "npx pairlab images verify runs/demo/manifest.json",
      ),
    )
    .action(async (run: string) => {
      const { terminal, folders } = context();
      const file = manifestFile(run, folders.runs);
      const progress = lateProgress(terminal, "verify");
      const { pictures, damaged } = await verifyRun(file, progress.update).finally(progress.end);
      const lines = damaged.map(({ file: picture, reason }) => `${picture}: ${reason}`);
      const text =
        damaged.length === 0
          ? `${pictures} pictures as the manifest says`
          : [...lines, `${damaged.length} of ${pictures} aren't what ${file} says`].join("\n");
      terminal.result(text, { manifestFile: file, pictures, damaged });
      if (damaged.length > 0) process.exitCode = 1;
    });
};
