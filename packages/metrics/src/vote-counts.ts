import { KnownError } from "@pairlab/domain/errors";
import type { Plan } from "@pairlab/domain/plan";
import type { Summary } from "@pairlab/domain/summary";
import type { Vote } from "@pairlab/domain/vote";
import { type MissingVote, missingReasons } from "./missing-votes.ts";
import { plannedPairs } from "./planned-pairs.ts";

/**
 * How many votes were planned, how many are analysed, and where the others went.
 *
 * Throws: KnownError (input) when there are more than were planned.
 */
export function voteCounts(
  plan: Plan,
  prompts: number,
  trialVotes: readonly Vote[],
  missing: readonly MissingVote[],
): Summary["counts"] {
  const votesPlanned =
    plannedPairs(plan).length * prompts * plan.questions.length * plan.votesPerTask;
  const leftOut: Summary["counts"]["leftOut"] = missingReasons
    .map((reason) => ({ reason, votes: missing.filter((vote) => vote.reason === reason).length }))
    .filter(({ votes }) => votes > 0);
  const unexplained = votesPlanned - trialVotes.length - missing.length;
  if (unexplained < 0)
    throw new KnownError(
      "input",
      `invalid votes: ${trialVotes.length} and ${missing.length} missing ones, ${votesPlanned} were planned`,
      { hint: "are the votes and the plan of one study?" },
    );
  if (unexplained > 0) leftOut.push({ reason: "unknown", votes: unexplained });
  return {
    votesPlanned,
    votes: trialVotes.length,
    leftOut,
    raters: new Set(trialVotes.map(({ raterId }) => raterId)).size,
    prompts: new Set(trialVotes.map(({ promptId }) => promptId)).size,
  };
}
