import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { eraseParticipant } from "../erase-participant.ts";
import { erasureLines } from "../erasure-lines.ts";
import { examples } from "../examples.ts";
import type { Configure } from "./table.ts";

/** `pairlab study erase`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<study>", "id of the study")
    .argument("<reference>", "what the participant was shown, such as 7F3K-2Q")
    .option("--dry-run", "say what would go, and change nothing")
    .option("--yes", "do it: what is erased can't be brought back")
    .addHelpText(
      "before",
      examples(
        "npx pairlab study erase pilot 7F3K-2Q --dry-run",
        "npx pairlab study erase pilot 7F3K-2Q --yes",
      ),
    )
    .action(async (id: string, reference: string, options: { dryRun?: true; yes?: true }) => {
      const isRehearsal = options.dryRun ?? false;
      if (!(isRehearsal || options.yes))
        throw new KnownError("input", `missing --yes: what ${reference} gave would be deleted`, {
          hint: `see what would go: npx pairlab study erase ${id} ${reference} --dry-run`,
        });
      const found = context();
      const erased = await eraseParticipant(found, { studyId: id, reference }, isRehearsal);
      const { raterId, ...told } = erased;
      found.terminal.result(erasureLines(id, reference, erased, isRehearsal).join("\n"), {
        ...{ study: id, reference, rater: raterId, dryRun: isRehearsal },
        ...told,
      });
      if (isRehearsal && erased.ids > 0)
        found.terminal.say("pay them first: the id they came with goes, too");
      for (const file of erased.files)
        found.terminal.say(
          `still names them: ${path.relative(process.cwd(), file)}; make it again`,
        );
      if (!(isRehearsal || erased.isScrubbed))
        found.terminal.say(
          "the database's log couldn't be emptied, since somebody reads it: run the same command again later",
        );
    });
};
