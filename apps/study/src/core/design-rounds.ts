import { KnownError } from "@pairlab/domain/errors";
import type { DesignRequest } from "./design-request.ts";

/** How many forms a design has: twins come in two, the others alone. */
export interface DesignRounds {
  tasks: number;
  /** Times each task is shown in the first form of a twin pair (and so again in the second). */
  twinShowings: number;
  twinForms: number;
  /** Forms without a twin; each task is shown once in them when `votesPerTask` is odd. */
  soloForms: number;
}

const longestForm = 400; // as plan.trialsPerForm allows

/**
 * The number of forms that gives every task exactly its votes.
 *
 * Throws: KnownError (input) when whole forms can't do that; the hint names the nearest lengths that can.
 */
export function designRounds(request: DesignRequest): DesignRounds {
  const { questionIds, promptIds, pairs, votesPerTask, trialsPerForm } = request;
  const tasks = pairs.length * promptIds.length * questionIds.length;
  if (promptIds.length < 2)
    throw new KnownError("input", "invalid plan: one prompt can't avoid adjacent trials", {
      hint: "use at least 2 prompts",
    });
  const fits = (length: number) => formsFit(length, tasks, questionIds.length, votesPerTask);
  if (!fits(trialsPerForm)) {
    const numbers = `${pairs.length} pairs × ${promptIds.length} prompts × ${questionIds.length} questions × ${votesPerTask} votes`;
    throw new KnownError(
      "input",
      `invalid trialsPerForm: ${trialsPerForm} doesn't divide ${numbers} into whole forms`,
      { hint: nearest(trialsPerForm, fits) },
    );
  }
  const twinShowings = Math.floor(votesPerTask / 2);
  return {
    tasks,
    twinShowings,
    twinForms: (tasks * twinShowings) / trialsPerForm,
    soloForms: votesPerTask % 2 === 1 ? tasks / trialsPerForm : 0,
  };
}

function formsFit(length: number, tasks: number, questions: number, votes: number): boolean {
  const round = votes % 2 === 1 ? tasks : (tasks * votes) / 2;
  return length % questions === 0 && length <= tasks && round % length === 0;
}

function nearest(wanted: number, fits: (length: number) => boolean): string {
  const lengths = Array.from({ length: longestForm - 1 }, (_, index) => index + 2).filter(fits);
  const below = lengths.filter((length) => length < wanted).at(-1);
  const above = lengths.find((length) => length > wanted);
  const both = [below, above].filter((length) => length !== undefined);
  return both.length === 0
    ? "no form length fits: change the number of prompts or votesPerTask"
    : `nearest that fit: "trialsPerForm": ${both.join(" or ")}`;
}
