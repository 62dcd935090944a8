import { at } from "@pairlab/domain/at";
import type { Note, Result } from "@pairlab/domain/result";
import type { SequentialWatch } from "@pairlab/domain/stopping";
import { fitCounts } from "../fit/fit-request.ts";
import { undetermined } from "../result.ts";
import { type PairVotes, votesBySide } from "../shares/entry-lists.ts";
import type { VoteTable } from "../votes/vote-table.ts";
import { bettingSequence } from "./betting-sequence.ts";
import { type EvidenceOptions, evidence } from "./evidence.ts";
import { type ProbabilityRatioPlan, probabilityRatioTest } from "./probability-ratio-test.ts";

export interface WatchRequest extends Omit<EvidenceOptions, "p0"> {
  /** Wald's test besides. */
  ratio?: ProbabilityRatioPlan | undefined;
}

const noTwoWay: Note = {
  code: "noTwoWay",
  text: "for raters and prompts like these together there is no interval that may be looked at at any time: the one of raters speaks of raters like these on these prompts",
};

/**
 * Where each pair of a file stands, in a way that may be looked at after every vote.
 *
 * Votes of one rater resemble each other, so raters are what counts: one mean preference each, in the order in
 * which they first voted on the pair.
 *
 * Shape:  a table of one question, of single votes in the order they were given.
 */
export function watchedPairs(table: VoteTable, request: WatchRequest): SequentialWatch {
  const { level, mixture, halfWidth, ratio } = request;
  const pairs = votesBySide(table).pairs.map((pair) => {
    const decisive = pair.scores.filter((score) => score !== 0.5);
    const wins = decisive.filter((score) => score === 1).length;
    return {
      a: at(table.items, pair.a),
      b: at(table.items, pair.b),
      raters: ratersOf(table, pair, level),
      votes: evidence(wins, decisive.length, { p0: 0.5, level, mixture, halfWidth }),
      ...(ratio === undefined
        ? {}
        : {
            ratio: probabilityRatioTest(
              ratio,
              decisive.map((score) => score === 1),
            ),
          }),
    };
  });
  return {
    pairs,
    counts: fitCounts(table),
    options: { level, mixtureA: mixture.a, mixtureB: mixture.b, ...ratio },
    notes: [noTwoWay],
  };
}

function ratersOf(
  { raters }: VoteTable,
  { votes, scores }: PairVotes,
  level: number,
): Result<{ lower: number; upper: number; n: number; mean: number }> {
  if (raters === undefined) return undetermined("the votes don't say whose they are");
  const own = new Map<number, { sum: number; votes: number }>();
  votes.forEach((vote, i) => {
    const rater = at(raters.of, vote);
    const { sum, votes: before } = own.get(rater) ?? { sum: 0, votes: 0 };
    own.set(rater, { sum: sum + at(scores, i), votes: before + 1 });
  });
  const means = [...own.values()].map(({ sum, votes: count }) => sum / count);
  const found = bettingSequence(means, level);
  if (found.status !== "ok") return found;
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  return { ...found, value: { ...found.value, n: means.length, mean } };
}
