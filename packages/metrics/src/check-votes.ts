import { KnownError } from "@pairlab/domain/errors";
import type { Plan } from "@pairlab/domain/plan";
import type { Vote } from "@pairlab/domain/vote";
import { plannedPairs } from "./planned-pairs.ts";

/**
 * Votes that belong to a plan.
 *
 * Throws: KnownError (input) for the first that the plan doesn't allow: an unknown question, prompt, arm or
 *         pair, a tie under forced choice; an id, a rater's trial or a rater's task twice.
 */
export function checkVotes(
  votes: readonly Vote[],
  plan: Plan,
  promptIds: ReadonlySet<string>,
): void {
  const arms = new Set(plan.arms);
  const questions = new Set(plan.questions.map(({ id }) => id));
  const pairs = new Set(plannedPairs(plan).map(([a, b]) => pairName(a, b)));
  const seen = new Set<string>();
  const isNew = (name: string): boolean => seen.size < seen.add(name).size;
  for (const vote of votes) {
    const { id, left, right, promptId, questionId, choice } = vote;
    expect(isNew(`vote ${id}`), `duplicate vote: ${id}`);
    expect(questions.has(questionId), `unknown question: ${questionId} (vote ${id})`);
    expect(promptIds.has(promptId), `unknown prompt: ${promptId} (vote ${id})`);
    for (const arm of [left, right]) expect(arms.has(arm), `unknown arm: ${arm} (vote ${id})`);
    if (vote.role === "trial" || vote.role === "repeat")
      expect(pairs.has(pairName(left, right)), `unknown pair: ${left} and ${right} (vote ${id})`);
    expect(allowed(plan, choice), `invalid choice: ${choice} under forced choice (vote ${id})`);
    const slot = `trial ${vote.trialIndex} of ${vote.raterId}`;
    expect(isNew(slot), `duplicate vote: ${slot} has a second one (vote ${id})`);
    const task = `${pairName(left, right)} on ${promptId} for ${questionId} by ${vote.raterId}`;
    if (vote.role === "trial")
      expect(isNew(task), `duplicate vote: ${task} has a second one (vote ${id})`);
  }
}

const allowed = ({ ties }: Plan, choice: Vote["choice"]): boolean =>
  ties === "allowed" || (choice !== "tie" && choice !== "both_bad");

const pairName = (one: string, other: string): string => [one, other].sort().join(" and ");

function expect(holds: boolean, message: string): void {
  if (holds) return;
  throw new KnownError("input", message, { hint: "are the votes and the plan of one study?" });
}
