import path from "node:path";
import { PowerDesign } from "@pairlab/domain/power-design";
import { PowerEstimate } from "@pairlab/domain/power-estimate";
import { powerEstimate } from "@pairlab/metrics/power/power-estimate";
import { examples } from "../examples.ts";
import { pilotDesign, UnspreadDesign } from "../pilot-design.ts";
import { powerLines } from "../power-lines.ts";
import { powerSchedule } from "../power-schedule.ts";
import { readDocument } from "../read-document.ts";
import { questionVotes, readVotesFile } from "../read-votes-file.ts";
import type { Configure } from "./table.ts";

interface Options {
  pilot?: string;
  question?: string;
}

/** `pairlab power`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<design.json>", "who sees what, and what is assumed: see docs/guides/statistics.md")
    .option("--pilot <votes>", "take the spreads of prompts and raters from these votes")
    .option("--question <id>", "which question's votes of the pilot, when it has several")
    .addHelpText(
      "before",
      examples("npx pairlab power power.json", "npx pairlab power power.json --pilot votes.csv"),
    )
    .action(async (file: string, options: Options) => {
      const document = path.resolve(file);
      const { design, ...more } = await designOf(document, options);
      const { scheduleOf, ...sizes } = powerSchedule(design, path.dirname(document));
      context().terminal.say(`simulating ${design.replicates} studies a schedule …`);
      const found = { ...powerEstimate(design, scheduleOf, sizes), ...more };
      context().terminal.result(powerLines(found).join("\n"), PowerEstimate.parse(found));
    });
};

async function designOf(document: string, { pilot, question }: Options) {
  if (pilot === undefined) return { design: readDocument(PowerDesign, document) };
  const votes = questionVotes(await readVotesFile(pilot), question, "give --question");
  return pilotDesign(readDocument(UnspreadDesign, document), votes);
}
