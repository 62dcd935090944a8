import { type Margin, marginsHold } from "@pairlab/study/core/margin";
import { examples } from "../examples.ts";
import { readStudyDesign } from "../study-design.ts";
import type { Configure } from "./table.ts";

/** `pairlab study design`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<study>", "id of the study")
    .option("--verify", "compile the plan again and compare; exit code 1 when anything differs")
    .addHelpText(
      "before",
      examples("npx pairlab study design demo", "npx pairlab study design demo --verify"),
    )
    .action(async (id: string, { verify }: { verify?: true }) => {
      const found = context();
      const design = await readStudyDesign(found, id, verify ?? false);
      const { margins, difference } = design;
      const lines = [
        `study ${id}: ${design.forms} forms of ${design.trialsPerForm} trials, design ${design.sha256}`,
        ...margins.map(marginLine),
        ...(verify ? [difference ?? "verified: the plan compiles to the same bytes"] : []),
      ];
      found.terminal.result(lines.join("\n"), { study: id, ...design });
      if (verify && (difference !== undefined || !marginsHold(margins))) process.exitCode = 1;
    });
};

function marginLine({ name, worst, allowed, advisory }: Margin): string {
  const verdict = worst <= allowed ? "kept" : "BROKEN";
  return `  ${name.padEnd(50)} ${worst} of ${allowed}  ${advisory && worst > allowed ? "not promised" : verdict}`;
}
