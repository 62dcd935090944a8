import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { verifyRun } from "@pairlab/pipeline/imports/verify-run";
import { examples } from "../examples.ts";
import { lateProgress } from "../late-progress.ts";
import type { Configure } from "./table.ts";

/** `pairlab images verify`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<run>", "name of a run, or a manifest.json")
    .addHelpText(
      "before",
      examples(
        "npx pairlab images verify demo",
        "npx pairlab images verify runs/demo/manifest.json",
      ),
    )
    .action(async (run: string) => {
      const { terminal, folders } = context();
      const file = run.endsWith(".json")
        ? path.resolve(run)
        : path.join(folders.runs, run, "manifest.json");
      const progress = lateProgress(terminal, "verify");
      const { pictures, damaged } = await verifyRun(file, progress.update).finally(progress.end);
      for (const { file: picture, reason } of damaged) terminal.say(`${picture}: ${reason}`);
      if (damaged.length > 0)
        throw new KnownError(
          "input",
          `mismatched pictures: ${damaged.length} of ${pictures} aren't what ${file} says`,
          { hint: "make the run again, or import it again" },
        );
      terminal.result(`${pictures} pictures as the manifest says`, {
        manifestFile: file,
        pictures,
      });
    });
};
