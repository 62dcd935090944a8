import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { examples } from "../examples.ts";
import type { Configure } from "./table.ts";

/** `pairlab study export`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<study>", "id of the study")
    .requiredOption("--out <folder>", "a new folder for study, plan, votes and hashes")
    .option("--comments <file>", "what people wrote in their own words, apart from what is public")
    .addHelpText(
      "before",
      examples(
        "npx pairlab study export demo --out exports/demo",
        "npx pairlab study export demo --out exports/demo --comments private/demo-comments.csv",
      ),
    )
    .action(async (id: string, { out, comments }: { out: string; comments?: string }) => {
      const { exportComments, exportStudy } = await import("../export-study.ts"); // only this needs the metrics
      const found = context();
      const folder = path.resolve(out);
      const beside = comments === undefined ? undefined : outside(folder, path.resolve(comments));
      const written = await exportStudy(found, id, folder);
      const text =
        written.status === "same"
          ? `${out} holds this export already: nothing to do`
          : `exported ${written.votes} votes of study ${id} to ${out}`;
      found.terminal.result(text, { study: id, ...written });
      if (beside !== undefined) {
        const { rows } = await exportComments(found, id, beside);
        found.terminal.say(
          `wrote ${comments}: ${rows} texts; they may name people, so don't publish it`,
        );
      }
      if (written.incompleteVotes > 0)
        found.terminal.say(`${written.incompleteVotes} votes of unfinished sessions were left out`);
      if (written.surplusVotes > 0)
        found.terminal.say(
          `${written.surplusVotes} votes beyond the plan were left out: others had finished these forms before`,
        );
    });
};

/** Throws: KnownError (input) for a file in the folder that may be published. */
function outside(folder: string, file: string): string {
  if (!`${file}${path.sep}`.startsWith(`${folder}${path.sep}`)) return file;
  throw new KnownError("input", `invalid --comments: ${file} is in the exported folder`, {
    hint: "name a file elsewhere: the folder may be published, what people wrote may not",
  });
}
