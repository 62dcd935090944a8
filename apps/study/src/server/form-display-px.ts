import "server-only";
import type { Readable } from "@pairlab/db/snapshot";
import { displaySizes } from "@pairlab/domain/display";
import { fittingDisplayPx } from "../core/fitting-display.ts";
import type { WindowSize } from "../core/minimum-window.ts";
import { blockViews } from "../core/step-views.ts";
import { formTrials } from "./repository/form-trials.ts";
import type { StudyRecord } from "./repository/study-record.ts";

/** The size in which a window can hold every trial of a form, the form's longest prompt included. */
export async function formDisplayPx(
  database: Readable,
  { id, designSha256, plan, promptTexts }: StudyRecord,
  { formIndex, window }: { formIndex: number; window: WindowSize | null },
): Promise<number> {
  const sizes = displaySizes(plan.display).map(({ displayPx }) => displayPx);
  const trials = await formTrials(database, { id, designSha256 }, formIndex);
  const blocks = blockViews(trials, { questions: plan.questions, promptTexts });
  const fitting = blocks.map(({ longestPrompt }) => fittingDisplayPx(sizes, window, longestPrompt));
  return Math.min(...fitting);
}
