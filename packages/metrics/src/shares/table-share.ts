import { at } from "@pairlab/domain/at";
import type { Note, Result } from "@pairlab/domain/result";
import type { ShareInterval } from "@pairlab/domain/win-rate-document";
import { type ClusteredShare, shareOfVariance } from "../clustered-share.ts";
import { insufficient, ok, undetermined } from "../result.ts";
import { normalUpperTail } from "../special/normal.ts";
import type { Ids, VoteTable } from "../votes/vote-table.ts";
import { wilsonInterval } from "../wilson-interval.ts";
import type { SidedVotes } from "./entry-lists.ts";

/**
 * Small-sample corrections of clusters' squared sums: cr1g G/(G − 1); cr2 and cr3 raise each cluster by its own part h
 * of the weight, 1/(1 − h) and 1/(1 − h)².
 */
export const shareCorrections = ["cr1g", "cr2", "cr3"] as const;
export type ShareCorrection = (typeof shareCorrections)[number];

/** Intervals of shares by formula. wilson: votes as independent. */
export const shareKinds = ["wilson", "by-rater", "by-prompt", "two-way"] as const;
export type ShareKind = (typeof shareKinds)[number];

export interface TableShare {
  share: number;
  interval: ShareInterval;
  /** Two-sided, against one half; fits the interval. */
  p: number;
}

export interface TableShareOptions {
  correction?: ShareCorrection | undefined;
  /** What each vote counts by the declared weight; a vote each when undefined. */
  declared?: readonly number[] | undefined;
}

/**
 * The share of votes for one side, its interval and its test against one half.
 *
 * Clustered kinds are those of `clusteredShare`, for votes with weights.
 *
 * Source: Wilson 1927; Cameron, Gelbach & Miller 2011 for the variance; independent votes with weights count
 *         as (Σw)²/Σw² (Kish 1965); Bell & McCaffrey 2002 for cr2, the jackknife of clusters for cr3.
 * Result: "insufficient" without votes or with fewer than two clusters; "undetermined" when all are ties, or a declared weight is infinite.
 */
export function tableShare(
  table: VoteTable,
  { votes, scores }: SidedVotes,
  kind: ShareKind,
  level: number,
  { correction = "cr1g", declared }: TableShareOptions = {},
): Result<TableShare> {
  const weights = votes.map(
    (vote, i) =>
      (table.weight === undefined ? 1 : at(table.weight, vote)) *
      (declared === undefined ? 1 : at(declared, i)),
  );
  if (!weights.every(Number.isFinite))
    return undetermined("a pair that was shown had probability 0");
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return insufficient("no votes", 0, 1);
  const share = weights.reduce((sum, weight, i) => sum + weight * at(scores, i), 0) / total;
  // A count in a file of counts is as many votes; any other weight makes fewer of them.
  const n =
    table.shape === "pairs"
      ? total
      : total ** 2 / weights.reduce((sum, weight) => sum + weight ** 2, 0);
  if (kind === "wilson") return independent(share, n, level);
  const influence = weights.map((weight, i) => (weight * (at(scores, i) - share)) / total);
  const parts = weights.map((weight) => weight / total);
  const found = variance(table, { votes, influence, parts }, kind, correction);
  if (found.status !== "ok") return found;
  const clustered = shareOfVariance({ share, n, ...found.value, notes: found.notes }, kind, level);
  return clustered.status === "ok"
    ? fromClustered(share, clustered.value, clustered.notes)
    : clustered;
}

function independent(share: number, n: number, level: number): Result<TableShare> {
  const { lower, upper } = wilsonInterval(share, n, level);
  const p = Math.min(1, 2 * normalUpperTail(Math.abs(share - 0.5) * 2 * Math.sqrt(n)));
  return ok({ share, interval: { kind: "wilson", level, lower, upper }, p });
}

function fromClustered(
  share: number,
  { interval, p }: ClusteredShare,
  notes: readonly Note[],
): Result<TableShare> {
  const { kind, level, lower, upper } = interval;
  if (kind === "cluster-bootstrap") throw new RangeError("tableShare: not a formula");
  return ok({ share, interval: { kind, level, lower, upper }, p }, notes);
}

const floored: Note = {
  code: "varianceFloored",
  text: "the clustered variance came out below that of independent votes, which was used instead",
};

function variance(
  { raters, prompts }: VoteTable,
  seen: Influences,
  kind: Exclude<ShareKind, "wilson">,
  correction: ShareCorrection,
): Result<{ variance: number; degreesOfFreedom: number }> {
  const needed = [
    { name: "raters", column: kind === "by-prompt" ? undefined : raters },
    { name: "prompts", column: kind === "by-rater" ? undefined : prompts },
  ].flatMap(({ name, column }) => (column === undefined ? [] : [{ name, column }]));
  const sums = needed.map(({ name, column }) => {
    const { squares, clusters } = grouped(seen, (vote) => at(column.of, vote), correction);
    return { name, squares, clusters };
  });
  const few = sums.find(({ clusters }) => clusters < 2);
  if (few !== undefined)
    return insufficient(`too few ${few.name} for a clustered interval`, few.clusters, 2);
  const oneWay = sums.reduce(
    (sum, { squares, clusters }) =>
      sum + (correction === "cr1g" ? (squares * clusters) / (clusters - 1) : squares),
    0,
  );
  const [one, other] = needed;
  const cells =
    one !== undefined && other !== undefined
      ? grouped(seen, cellOf(one.column, other.column), "cr1g").squares
      : 0;
  const raw = oneWay - cells;
  const alone = seen.influence.reduce((sum, value) => sum + value * value, 0);
  const degreesOfFreedom = Math.min(...sums.map(({ clusters }) => clusters)) - 1;
  return ok({ variance: Math.max(raw, alone), degreesOfFreedom }, raw < alone ? [floored] : []);
}

const cellOf = (one: Ids, other: Ids) => (vote: number) =>
  at(one.of, vote) * other.ids.length + at(other.of, vote);

/** Votes, what each adds to the share, and its part of all weight. */
interface Influences {
  votes: readonly number[];
  influence: readonly number[];
  parts: readonly number[];
}

const powers = { cr1g: 0, cr2: 1, cr3: 2 } as const satisfies Record<ShareCorrection, number>;

/** Squared sums of influences by cluster, raised by its leverage, and how many clusters there are. */
function grouped(
  { votes, influence, parts }: Influences,
  keyOf: (vote: number) => number,
  correction: ShareCorrection,
): { squares: number; clusters: number } {
  const sums = new Map<number, { sum: number; part: number }>();
  votes.forEach((vote, i) => {
    const key = keyOf(vote);
    const { sum, part } = sums.get(key) ?? { sum: 0, part: 0 };
    sums.set(key, { sum: sum + at(influence, i), part: part + at(parts, i) });
  });
  // A lone cluster, whose part is all, is refused by its number.
  let squares = 0;
  for (const { sum, part } of sums.values())
    squares += sum ** 2 / Math.max(1 - part, Number.EPSILON) ** powers[correction];
  return { squares, clusters: sums.size };
}
