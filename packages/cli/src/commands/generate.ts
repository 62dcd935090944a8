import path from "node:path";
import { examples } from "../examples.ts";
import { generateRun } from "../generate-run.ts";
import { wholeNumber } from "../whole-number.ts";
import type { Configure } from "./table.ts";

interface Options {
  models?: string;
  limit?: number;
  verify: boolean;
  dryRun: boolean;
}

/** `pairlab generate`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<spec.json>", "which arms draw which prompts with which seeds")
    .option("--limit <n>", "make at most n pictures now", wholeNumber("--limit", 1))
    .option("--dry-run", "check everything and say what would be made", false)
    .option("--verify", "read every model file and every picture again", false)
    .option("--models <folder>", "folder with registry.json, instead of the checkout's models")
    .addHelpText(
      "before",
      examples(
        "npx pairlab generate datasets/demo.spec.json --dry-run",
        "npx pairlab generate datasets/demo.spec.json",
      ),
    )
    .action(async (file: string, options: Options) => {
      const found = context();
      const made = await generateRun(found, {
        specFile: path.resolve(file),
        ...options,
        again: `npx pairlab generate ${file}`,
      });
      const { status, total, reused, missing, manifestFile } = made;
      const texts = {
        planned: `${total} pictures: ${reused} exist, ${missing} to make`,
        stopped: `${total - missing} of ${total} pictures, ${made.made} made now: ${manifestFile}`,
        complete: `${total} pictures, ${made.made} made now, ${reused} existed: ${manifestFile}`,
      };
      found.terminal.result(texts[status], made);
    });
};
