import path from "node:path";
import { PowerDesign } from "@pairlab/domain/power-design";
import { PowerEstimate } from "@pairlab/domain/power-estimate";
import { powerEstimate } from "@pairlab/metrics/power/power-estimate";
import { examples } from "../examples.ts";
import { powerLines } from "../power-lines.ts";
import { powerSchedule } from "../power-schedule.ts";
import { readDocument } from "../read-document.ts";
import type { Configure } from "./table.ts";

/** `pairlab power`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<design.json>", "who sees what, and what is assumed: see docs/guides/statistics.md")
    .addHelpText(
      "before",
      examples("npx pairlab power power.json", "npx pairlab power power.json --json"),
    )
    .action((file: string) => {
      const design = readDocument(PowerDesign, path.resolve(file));
      const { scheduleOf, ...sizes } = powerSchedule(design, path.dirname(path.resolve(file)));
      const found = powerEstimate(design, scheduleOf, sizes);
      context().terminal.result(powerLines(found).join("\n"), PowerEstimate.parse(found));
    });
};
