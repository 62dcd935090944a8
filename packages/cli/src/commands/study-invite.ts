import { examples } from "../examples.ts";
import { makeInvitations } from "../make-invitations.ts";
import { servedAt } from "../served-at.ts";
import { wholeNumber } from "../whole-number.ts";
import type { Configure } from "./table.ts";

/** `pairlab study invite`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<study>", "id of a study whose recruitment is by invitations")
    .option("--count <n>", "how many people to invite", wholeNumber("--count", 1), 10)
    .option("--url <origin>", "where the app is served", servedAt("--url"), "http://127.0.0.1:3000")
    .addHelpText(
      "before",
      examples(
        "npx pairlab study invite pilot --count 20 > invitations.txt",
        "npx pairlab study invite pilot --count 5 --url https://study.example.org --json",
      ),
    )
    .action(async (id: string, { count, url }: { count: number; url: string }) => {
      const found = context();
      const links = await makeInvitations(found, id, { count, origin: url });
      found.terminal.result(links.join("\n"), { study: id, links });
      found.terminal.say(
        "each link lets one person in; they aren't kept anywhere and can't be printed again",
      );
    });
};
