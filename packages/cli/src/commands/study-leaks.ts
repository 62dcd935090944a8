import { writeFileSync } from "node:fs";
import path from "node:path";
import { examples } from "../examples.ts";
import { leakLines } from "../leaks/leak-lines.ts";
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
      const file = path.join(found.folders.stimuli, id, "leaks.json");
      writeFileSync(file, `${JSON.stringify(certificate, null, 2)}\n`);
      found.terminal.result(leakLines(certificate).join("\n"), certificate);
      found.terminal.say(`wrote ${file}`);
      if (!certificate.passes) process.exitCode = 1;
    });
};
