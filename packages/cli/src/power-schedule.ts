import path from "node:path";
import { Design } from "@pairlab/domain/design";
import { KnownError } from "@pairlab/domain/errors";
import type { PowerDesign } from "@pairlab/domain/power-design";
import {
  balancedSchedule,
  type PlannedTrial,
  type Schedule,
} from "@pairlab/metrics/power/balanced-schedule";
import { readDocument } from "./read-document.ts";

export interface PowerSchedule {
  scheduleOf(raters: number): Schedule;
  planned: number;
  most: number;
}

/** How many times the planned raters the search for the smallest number goes. */
const farthest = 16;

/**
 * Who sees what: dealt out evenly, or as a compiled design says; its forms are the raters, in their order.
 *
 * Throws: KnownError (input) for more trials a rater than there are tasks, or a design without a named pair.
 */
export function powerSchedule(
  { schedule, pairs, seed }: PowerDesign,
  folder: string,
): PowerSchedule {
  if ("design" in schedule) {
    const file = path.resolve(folder, schedule.design);
    const forms = compiledSchedule(readDocument(Design, file), schedule.questionId, pairs, file);
    return {
      scheduleOf: (raters) => forms.slice(0, raters),
      planned: forms.length,
      most: forms.length,
    };
  }
  const { raters, prompts, votesPerRater } = schedule;
  const tasks = pairs.length * prompts;
  if (votesPerRater > tasks)
    throw new KnownError("input", `invalid votesPerRater: ${votesPerRater} of ${tasks} tasks`, {
      hint: "a rater sees a pair on a prompt once: give fewer votes, or more prompts or pairs",
    });
  const most = Math.min(5000, raters * farthest);
  const all = balancedSchedule({ pairs: pairs.length, prompts, raters: most, votesPerRater }, seed);
  return { scheduleOf: (n) => all.slice(0, n), planned: raters, most };
}

function compiledSchedule(
  design: Design,
  questionId: string,
  pairs: PowerDesign["pairs"],
  file: string,
): PlannedTrial[][] {
  const forms = design.forms.map(({ trials }) =>
    trials.flatMap(({ questionId: asked, promptId: prompt, left, right, role }) => {
      if (asked !== questionId || role !== "trial") return [];
      const pair = pairs.findIndex(
        ({ a, b }) => (a === left && b === right) || (a === right && b === left),
      );
      return pair < 0 ? [] : [{ pair, prompt, aIsLeft: pairs[pair]?.a === left }];
    }),
  );
  const absent = pairs.find(
    (_, pair) => !forms.some((form) => form.some((trial) => trial.pair === pair)),
  );
  if (absent !== undefined)
    throw new KnownError(
      "input",
      `unknown pair: ${absent.a} and ${absent.b} for ${questionId} (${path.basename(file)})`,
      { hint: "name two arms that meet in the design, and one of its questions" },
    );
  return forms.filter((form) => form.length > 0);
}
