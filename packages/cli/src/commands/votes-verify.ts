import { examples } from "../examples.ts";
import { hashOption } from "../hash-option.ts";
import { verifyVotes } from "../verify-votes.ts";
import type { Configure } from "./table.ts";

/** `pairlab votes verify`: exit code 1 when something was edited, dropped, added or moved. */
export const configure: Configure = (command, context) => {
  command
    .argument("<study>", "id of a study, or the folder of an export")
    .option(
      "--head <hash>",
      "a hash that was published: it must still be in the chain",
      hashOption("--head"),
    )
    .addHelpText(
      "before",
      examples("npx pairlab votes verify demo", "npx pairlab votes verify exports/demo"),
    )
    .action(async (source: string, { head }: { head?: string }) => {
      const found = context();
      const verified = await verifyVotes(found, source, head);
      const { entries, erasures, last, faults } = verified;
      const erased = erasures === 0 ? "" : `\n${erasures} of them say that somebody was erased`;
      const end = last === null ? "" : ` (entry ${last.seq}, ${last.at})`;
      const text =
        faults.length === 0
          ? `${entries} entries, each follows from the one before it${erased}\nhead ${verified.head ?? "none yet"}${end}`
          : [...faults, `${source} isn't as it was written`].join("\n");
      found.terminal.result(text, { source, ...verified });
      if (faults.length > 0) process.exitCode = 1;
    });
};
