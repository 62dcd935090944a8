import { at } from "@pairlab/domain/at";
import { signTest } from "../tests-of-shares/binomial-test.ts";
import type { VoteTable } from "../votes/vote-table.ts";
import type { SidedVotes } from "./entry-lists.ts";

/** More votes than this take too long to enumerate, and say it without. */
const mostEnumerated = 1_000_000;

/** The exact sign test of a side's decisive votes; nothing without any, or with weights that aren't whole. */
export function signTestOf(
  { votes, scores }: SidedVotes,
  { weight, shape }: VoteTable,
): { signP?: number } {
  if (weight !== undefined && shape === "votes") return {};
  const weights = votes.map((vote) => (weight === undefined ? 1 : at(weight, vote)));
  const count = (score: number): number =>
    weights.reduce((sum, own, i) => (scores[i] === score ? sum + own : sum), 0);
  const [wins, losses] = [count(1), count(0)];
  const whole = Number.isInteger(wins) && Number.isInteger(losses);
  if (!whole || wins + losses === 0 || wins + losses > mostEnumerated) return {};
  const found = signTest(wins, losses);
  return found.status === "ok" ? { signP: found.value } : {};
}
