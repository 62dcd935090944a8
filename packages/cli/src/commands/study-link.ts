import { unknownStudy } from "@pairlab/db/read-study";
import { Study } from "@pairlab/domain/study";
import { entryLink } from "@pairlab/study/core/entry-link";
import { examples } from "../examples.ts";
import { prepareSecrets } from "../secrets.ts";
import { servedAt } from "../served-at.ts";
import { researcherLink } from "../study-links.ts";
import { withDatabase } from "../with-database.ts";
import type { Configure } from "./table.ts";

/** `pairlab study link`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<study>", "id of the study")
    .option("--researcher", "the dashboard's link; it contains the key, so keep it to yourself")
    .option("--url <origin>", "where the app is served", servedAt("--url"), "http://127.0.0.1:3000")
    .addHelpText(
      "before",
      examples("npx pairlab study link demo", "npx pairlab study link demo --researcher"),
    )
    .action(async (id: string, { researcher, url }: { researcher?: true; url: string }) => {
      const found = context();
      const { study, completionCode } = await withDatabase(found, async (database) => {
        const row = await database.study.findUnique({ where: { id } });
        if (row === null) throw await unknownStudy(database, id);
        return { study: Study.parse(row.study), completionCode: row.completionCode };
      });
      const link = researcher
        ? researcherLink(url, id, prepareSecrets(found.folders.data).researcherKey)
        : entryLink(url, study);
      const isRecruited =
        typeof study.recruitment === "object" && study.recruitment.kind !== "invitations";
      found.terminal.result(link, { study: id, link, ...(isRecruited ? { completionCode } : {}) });
      if (isRecruited)
        found.terminal.say(`completion code  ${completionCode}: who recruits needs it`);
    });
};
