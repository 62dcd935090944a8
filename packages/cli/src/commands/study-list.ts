import type { Database } from "@pairlab/db/client";
import { examples } from "../examples.ts";
import { withDatabase } from "../with-database.ts";
import type { Configure } from "./table.ts";

/** `pairlab study list`. */
export const configure: Configure = (command, context) => {
  command
    .addHelpText("before", examples("npx pairlab study list", "npx pairlab study list --json"))
    .action(async () => {
      const found = context();
      const studies = await withDatabase(found, studyRows);
      const lines = studies.map(
        ({ id, state, mode, finished, forms, title }) =>
          `${id.padEnd(20)} ${state.padEnd(6)} ${mode.padEnd(9)} ${`${finished}/${forms}`.padStart(7)}  ${title}`,
      );
      if (studies.length === 0)
        found.terminal.say("no studies yet   npx pairlab study create datasets/demo.study.json");
      found.terminal.result(lines.join("\n"), studies);
    });
};

async function studyRows(database: Database) {
  const rows = await database.study.findMany({
    orderBy: { createdAt: "asc" },
    select: {
      id: true,
      title: true,
      mode: true,
      state: true,
      forms: { select: { finishedAt: true } },
    },
  });
  return rows.map(({ forms, ...study }) => ({
    ...study,
    finished: forms.filter(({ finishedAt }) => finishedAt !== null).length,
    forms: forms.length,
  }));
}
