import {
  answeredSlots,
  isVote,
  type LedgerTrial,
  plannedSlots,
  type StudyLedger,
} from "./study-ledger.ts";

/** Votes of one pair of arms, one count a question in the order asked for. */
export interface PairFill {
  a: string;
  b: string;
  cells: { questionId: string; planned: number; votes: number }[];
}

/** The votes each pair has for each question beside those planned. Says nothing of who won. */
export function pairFill(
  ledger: StudyLedger,
  armIds: readonly string[],
  questionIds: readonly string[],
): PairFill[] {
  const votes = answeredSlots(ledger)
    .filter(isVote)
    .map(({ trial }) => trial);
  const planned = counts(plannedSlots(ledger.trials), armIds);
  const found = counts(votes, armIds);
  const pairs = armIds.flatMap((a, place) => armIds.slice(place + 1).map((b) => ({ a, b })));
  return pairs
    .map(({ a, b }) => ({
      a,
      b,
      cells: questionIds.map((questionId) => ({
        questionId,
        planned: planned.get(key(questionId, a, b)) ?? 0,
        votes: found.get(key(questionId, a, b)) ?? 0,
      })),
    }))
    .filter(({ cells }) => cells.some((cell) => cell.planned > 0));
}

function counts(trials: readonly LedgerTrial[], armIds: readonly string[]): Map<string, number> {
  const tally = new Map<string, number>();
  for (const { questionId, left, right } of trials) {
    const isDeclared = armIds.indexOf(left) < armIds.indexOf(right);
    const name = isDeclared ? key(questionId, left, right) : key(questionId, right, left);
    tally.set(name, (tally.get(name) ?? 0) + 1);
  }
  return tally;
}

const key = (questionId: string, a: string, b: string) => `${questionId} ${a} ${b}`;
