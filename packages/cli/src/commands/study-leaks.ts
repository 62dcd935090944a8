import path from "node:path";
import { leakFile } from "@pairlab/db/leak-file";
import { examples } from "../examples.ts";
import { leakLines } from "../leaks/leak-lines.ts";
import { documentText } from "../study-files.ts";
import { writeWholeFile } from "../write-whole-file.ts";
import type { Configure } from "./table.ts";

/** `pairlab study leaks`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<study>", "id of the study")
    .option(
      "--full",
      "serve 10,000 trials and train an adversary on times and everything else, too",
    )
    .addHelpText(
      "before",
      examples("npx pairlab study leaks demo", "npx pairlab study leaks demo --full"),
    )
    .action(async (id: string, { full }: { full?: true }) => {
      const { depths, examineLeaks } = await import("../leaks/examine-leaks.ts");
      const found = context();
      const certificate = await examineLeaks(found, id, full ? depths.full : depths.exact);
      const file = leakFile(path.join(found.folders.stimuli, id));
      writeWholeFile(file, documentText(certificate));
      found.terminal.result(leakLines(certificate).join("\n"), certificate);
      found.terminal.say(`wrote ${file}`);
      if (!certificate.passes) process.exitCode = 1;
    });
};
