import { KnownError } from "@pairlab/domain/errors";
import { examples } from "../examples.ts";
import { forgetPeople } from "../forget-people.ts";
import type { Configure } from "./table.ts";

/** `pairlab study forget`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<study>", "id of the study")
    .option("--yes", "do it: ids can't be brought back")
    .addHelpText(
      "before",
      examples(
        "npx pairlab study forget pilot --yes",
        "npx pairlab study forget pilot --yes --json",
      ),
    )
    .action(async (id: string, { yes }: { yes?: true }) => {
      if (yes === undefined)
        throw new KnownError("input", "missing --yes: the ids of participants would be deleted", {
          hint: `pay everybody first, then npx pairlab study forget ${id} --yes`,
        });
      const found = context();
      const forgotten = await forgetPeople(found, id);
      const { ids, key } = forgotten;
      const ending = key
        ? "and the key that recognised people was destroyed"
        : "people are still recognised until the study is closed and forgotten again";
      found.terminal.result(`forgot ${ids} participant ids of study ${id}; ${ending}`, {
        study: id,
        ...forgotten,
      });
    });
};
