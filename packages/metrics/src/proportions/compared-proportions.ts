import type { PairedProportions, ProportionDifference } from "@pairlab/domain/proportion";
import { ok } from "../result.ts";
import { mcnemarTest } from "../tests-of-shares/mcnemar-test.ts";
import { fisherTest, pooledTest } from "../tests-of-shares/two-share-tests.ts";
import { countsAreIndependent, noVotes } from "./proportion-of.ts";
import {
  independentDifference,
  pairedDifference,
  type ShareDifference,
  waldDifference,
} from "./share-differences.ts";

interface Counted {
  wins: number;
  votes: number;
}

/**
 * Two shares of different independent votes: their difference, its intervals and tests.
 *
 * Throws: RangeError unless counts are whole and wins <= votes.
 */
export function proportionDifference(a: Counted, b: Counted, level: number): ProportionDifference {
  const [one, other] = [a, b].map(({ wins, votes }) => ({ x: wins, n: votes })) as [Xn, Xn];
  const empty = a.votes === 0 || b.votes === 0;
  return {
    a,
    b,
    level,
    difference: empty ? noVotes : ok(a.wins / a.votes - b.wins / b.votes),
    intervals: empty
      ? noVotes
      : ok({
          newcombe: ends(independentDifference(one, other, level)),
          wald: ends(waldDifference(one, other, level)),
        }),
    fisherP: fisherTest(one, other),
    pooled: pooledTest(one, other),
    notes: [countsAreIndependent],
  };
}

interface Xn {
  x: number;
  n: number;
}

/** Answers of the same people, or about the same things, twice: yes to both, to one only, to neither. */
export type PairedAnswers = Pick<PairedProportions, "both" | "first" | "second" | "neither">;

/**
 * The share of yes the first time less that the second, and whether it changed.
 *
 * Throws: RangeError unless counts are whole and at least 0.
 */
export function pairedProportions(answers: PairedAnswers, level: number): PairedProportions {
  const { both, first, second, neither } = answers;
  const n = both + first + second + neither;
  const found =
    n === 0 ? undefined : pairedDifference({ a: both, b: first, c: second, d: neither }, level);
  return {
    both,
    first,
    second,
    neither,
    level,
    difference: found === undefined ? noVotes : ok(found.difference),
    newcombe: found === undefined ? noVotes : ok(ends(found)),
    mcnemar: mcnemarTest(first, second),
    notes: [countsAreIndependent],
  };
}

const ends = ({ lower, upper }: ShareDifference) => ({ lower, upper });
