import path from "node:path";
import { examples } from "../examples.ts";
import type { Configure } from "./table.ts";

/** `pairlab study export`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<study>", "id of the study")
    .requiredOption("--out <folder>", "a new folder for study, plan, votes and hashes")
    .addHelpText(
      "before",
      examples(
        "npx pairlab study export demo --out exports/demo",
        "npx pairlab study export demo-simulated --out exports/demo-simulated",
      ),
    )
    .action(async (id: string, { out }: { out: string }) => {
      const { exportStudy } = await import("../export-study.ts"); // only this needs the metrics
      const found = context();
      const written = await exportStudy(found, id, path.resolve(out));
      const text =
        written.status === "same"
          ? `${out} holds this export already: nothing to do`
          : `exported ${written.votes} votes of study ${id} to ${out}`;
      found.terminal.result(text, { study: id, ...written });
      if (written.incompleteVotes > 0)
        found.terminal.say(`${written.incompleteVotes} votes of unfinished sessions were left out`);
      if (written.surplusVotes > 0)
        found.terminal.say(
          `${written.surplusVotes} votes beyond the plan were left out: others had finished these forms before`,
        );
    });
};
