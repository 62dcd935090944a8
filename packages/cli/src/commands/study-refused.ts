import { type Refusals, readRefusals } from "@pairlab/db/read-refusals";
import { KnownError } from "@pairlab/domain/errors";
import { refusalTotals } from "@pairlab/study/core/refusal-totals";
import { examples } from "../examples.ts";
import { withDatabase } from "../with-database.ts";
import type { Configure } from "./table.ts";

/** `pairlab study refused`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<study>", "id of the study")
    .addHelpText(
      "before",
      examples("npx pairlab study refused pilot", "npx pairlab study refused pilot --json"),
    )
    .action(async (id: string) => {
      const found = context();
      const refusals = await withDatabase(found, async (database) => {
        if ((await database.study.count({ where: { id } })) === 0)
          throw new KnownError("missing", `unknown study: ${id}`, {
            hint: "npx pairlab study list",
          });
        return readRefusals(database, id);
      });
      found.terminal.result(lines(id, refusals), { study: id, ...refusals });
    });
};

function lines(id: string, { days }: Refusals): string {
  const totals = refusalTotals(days);
  if (totals.length === 0) return `study ${id} has refused no request`;
  return totals
    .map(({ code, words, count, days: on, lastMs }) =>
      [
        String(count).padStart(7),
        code.padEnd(16),
        `on ${on} ${on === 1 ? "day" : "days"}, last ${new Date(lastMs).toISOString()}`,
        ` ${words}`,
      ].join(" "),
    )
    .join("\n");
}
