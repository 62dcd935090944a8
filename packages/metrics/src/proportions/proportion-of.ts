import type { Proportion } from "@pairlab/domain/proportion";
import type { Note, Result } from "@pairlab/domain/result";
import { clopperPearsonInterval } from "../clopper-pearson-interval.ts";
import { insufficient, ok } from "../result.ts";
import { binomialTest } from "../tests-of-shares/binomial-test.ts";
import { wilsonInterval } from "../wilson-interval.ts";
import {
  agrestiCoullInterval,
  type Ends,
  jeffreysInterval,
  waldInterval,
  wilsonContinuityInterval,
} from "./proportion-intervals.ts";

/** The note of everything that takes bare counts. */
export const countsAreIndependent: Note = {
  code: "iidAssumed",
  text: "votes are taken as independent: with raters or prompts that come again this looks surer than it is",
};

/** No votes: no share. */
export const noVotes: Result<never> = insufficient("no votes", 0, 1);

/**
 * Wins out of independent votes: every interval of their share, and every test of it against p0.
 *
 * Throws: RangeError unless wins and votes are whole, wins <= votes, and level and p0 lie in (0, 1).
 */
export function proportionOf(wins: number, votes: number, options: Options): Proportion {
  const { level, p0 } = options;
  return {
    wins,
    votes,
    p0,
    level,
    share: votes === 0 ? noVotes : ok(wins / votes),
    intervals: votes === 0 ? noVotes : ok(intervalsOf(wins, votes, level)),
    test: binomialTest(wins, votes, p0),
    notes: [countsAreIndependent],
  };
}

interface Options {
  level: number;
  p0: number;
}

const intervalsOf = (wins: number, votes: number, level: number) => ({
  wilson: ends(wilsonInterval(wins / votes, votes, level)),
  wilsonContinuity: wilsonContinuityInterval(wins, votes, level),
  clopperPearson: ends(clopperPearsonInterval(wins, votes, level)),
  jeffreys: jeffreysInterval(wins, votes, level),
  jeffreysUnadjusted: jeffreysInterval(wins, votes, level, true),
  agrestiCoull: agrestiCoullInterval(wins, votes, level),
  wald: waldInterval(wins, votes, level),
});

const ends = ({ lower, upper }: Ends): Ends => ({ lower, upper });
