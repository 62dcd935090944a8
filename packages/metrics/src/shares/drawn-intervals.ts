import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import type { Result } from "@pairlab/domain/result";
import type { ShareInterval } from "@pairlab/domain/win-rate-document";
import { maxTAdjusted } from "../multiplicity/max-t.ts";
import { sampleVariance } from "../resampling/bootstrap-replicates.ts";
import { ok } from "../result.ts";
import type { VoteTable } from "../votes/vote-table.ts";
import {
  type BootstrapEnds,
  type ClusterSum,
  clusterRatioInterval,
} from "./cluster-ratio-interval.ts";
import type { PairVotes, SidedVotes } from "./entry-lists.ts";
import type { Kind } from "./interval-kind.ts";
import { type ShareOfCounts, sharePercentiles, shareReplicates } from "./share-bootstrap.ts";
import type { WinRateRequest } from "./win-rates.ts";

interface Drawn {
  /** Of items, then of pairs. */
  intervals: Result<ShareInterval>[];
  /** Of pairs: p against one half by the largest |t|; undefined without a spread in every replicate. */
  maxT: (number | undefined)[];
}

/** Intervals of all sides by a bootstrap; undefined when a formula was asked for. */
export function drawnIntervals(
  table: VoteTable,
  sides: { items: readonly SidedVotes[]; pairs: readonly PairVotes[] },
  shares: readonly ShareOfCounts[],
  request: WinRateRequest & { kind: Kind },
): Drawn | undefined {
  const { kind, replicates, level, seed } = request;
  if (kind.resampled === undefined) return undefined;
  if (kind.name === "bca" || kind.name === "studentised") {
    const ends = kind.name;
    const both = [...sides.items, ...sides.pairs];
    return { intervals: both.map((side) => ratioInterval(table, side, ends, request)), maxT: [] };
  }
  const drawn = shareReplicates(table, shares, { kind: kind.resampled, replicates, seed });
  return {
    intervals: sharePercentiles(drawn, { kind: kind.resampled, replicates, level }),
    maxT: maxTOf(table, sides.pairs, drawn.slice(sides.items.length), replicates),
  };
}

function ratioInterval(
  table: VoteTable,
  side: SidedVotes,
  ends: BootstrapEnds,
  { kind, level, replicates, seed }: WinRateRequest & { kind: Kind },
): Result<ShareInterval> {
  const by = kind.resampled === "prompt" ? "prompt" : "rater";
  const column = by === "prompt" ? table.prompts : table.raters;
  if (column === undefined) throw new RangeError(`drawnIntervals: no column for ${by}`);
  const sums = column.ids.map((): ClusterSum => ({ won: 0, weight: 0 }));
  side.votes.forEach((vote, i) => {
    const weight = table.weight === undefined ? 1 : at(table.weight, vote);
    const sum = at(sums, at(column.of, vote));
    sum.won += weight * at(side.scores, i);
    sum.weight += weight;
  });
  const rngOf = (replicate: number) => createRng(seed, `share bootstrap by ${by}`, replicate);
  const found = clusterRatioInterval(sums, { ends, level, replicates, rngOf });
  return found.status === "ok"
    ? ok({ kind: `${ends}-by-${by}` as const, level, ...found.value }, found.notes)
    : found;
}

function maxTOf(
  table: VoteTable,
  pairs: readonly PairVotes[],
  drawn: readonly (readonly number[])[],
  replicates: number,
): (number | undefined)[] {
  const errors = drawn.map((values) => Math.sqrt(sampleVariance(values)));
  const usable = pairs
    .map((_, i) => i)
    .filter((i) => at(drawn, i).length === replicates && at(errors, i) > 0);
  const estimates = usable.map((i) => shareOf(table, at(pairs, i)) - 0.5);
  const rows = Array.from({ length: replicates }, (_, b) =>
    usable.map((i) => at(at(drawn, i), b) - 0.5),
  );
  if (usable.length === 0) return [];
  const adjusted = maxTAdjusted(
    estimates,
    usable.map((i) => at(errors, i)),
    rows,
  );
  const found = new Map(usable.map((i, place) => [i, at(adjusted, place)]));
  return pairs.map((_, i) => found.get(i));
}

function shareOf({ weight }: VoteTable, { votes, scores }: SidedVotes): number {
  let [won, total] = [0, 0];
  votes.forEach((vote, i) => {
    const own = weight === undefined ? 1 : at(weight, vote);
    won += own * at(scores, i);
    total += own;
  });
  return won / total;
}
