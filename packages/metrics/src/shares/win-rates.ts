import { at } from "@pairlab/domain/at";
import type { Note, Result } from "@pairlab/domain/result";
import type {
  ItemRate,
  PairRate,
  ShareInterval,
  WinRates,
} from "@pairlab/domain/win-rate-document";
import { fitCounts } from "../fit/fit-request.ts";
import type { ResampledKind } from "../fit/resampled-counts.ts";
import { adjustPValues } from "../multiplicity/adjust-p-values.ts";
import { outcomes, selectVotes, tieCount, type VoteTable, voteCount } from "../votes/vote-table.ts";
import type { BootstrapEnds } from "./cluster-ratio-interval.ts";
import { drawnIntervals } from "./drawn-intervals.ts";
import { type SidedVotes, votesBySide } from "./entry-lists.ts";
import { formulaKind, intervalKind, type Kind } from "./interval-kind.ts";
import { sentenceOf } from "./sentence-of.ts";
import { itemShare, pairShare } from "./share-bootstrap.ts";
import { signTestOf } from "./sign-test-of.ts";
import {
  type ShareCorrection,
  type ShareKind,
  type TableShare,
  tableShare,
} from "./table-share.ts";
import { type Weighting, weightsOfSides } from "./weighting.ts";

export interface WinRateRequest {
  /** Undefined: the most clustered that the columns allow. */
  interval: ShareKind | "bootstrap" | BootstrapEnds | undefined;
  ties: "half" | "drop";
  /** Of clustered formulas; undefined is cr1g. */
  correction?: ShareCorrection | undefined;
  cluster: Exclude<ResampledKind, "vote"> | undefined;
  /** What counts once; undefined is per-vote. */
  weight?: Weighting | undefined;
  replicates: number;
  level: number;
  seed: number;
}

/**
 * How often each item was preferred: to each other item, to all it met, and on average over opponents.
 *
 * Shape:  a table of one question.
 * Throws: KnownError (input) for clusters that no column names.
 */
export function winRates(
  table: VoteTable,
  question: string | null,
  request: WinRateRequest,
): WinRates {
  const { ties } = tieCount(table);
  const drop = request.ties === "drop";
  const used = drop
    ? selectVotes(table, (v) => at(table.outcome, v) < outcomes.tie, { keepItems: true })
    : table;
  const n = voteCount(used);
  const { kind, notes } = intervalKind(used, request);
  const dropped: Note[] =
    drop && ties > 0 ? [{ code: "tiesDropped", text: `${ties} ties were left out` }] : [];
  const rates = ratesOf(used, { ...request, kind });
  return {
    status: n > 0 ? "ok" : "insufficient",
    ...(n > 0 ? {} : { reason: ties > 0 ? "only ties" : "no votes" }),
    question,
    n,
    ...rates,
    counts: fitCounts(table),
    options: {
      ties: request.ties,
      interval: kind.name,
      level: request.level,
      ...(request.weight === undefined ? {} : { weight: request.weight }),
      estimand: sentenceOf(kind, request),
      ...(request.correction === undefined ? {} : { seCorrection: request.correction }),
      ...(kind.resampled === undefined
        ? {}
        : { cluster: kind.resampled, bootstrap: request.replicates, seed: request.seed }),
    },
    notes: [...dropped, ...notes],
  };
}

function ratesOf(
  table: VoteTable,
  request: WinRateRequest & { kind: Kind },
): Pick<WinRates, "items" | "pairs"> {
  const sides = votesBySide(table);
  const size = table.items.length;
  const shares = [
    ...sides.items.map((_, item) => itemShare(size, item)),
    ...sides.pairs.map(({ a, b }) => pairShare(size, a, b)),
  ];
  const { kind, level } = request;
  const drawn = drawnIntervals(table, sides, shares, request);
  const declared = weightsOfSides(table, request.weight ?? "per-vote");
  const rateOf = (side: SidedVotes, place: number): Rate => {
    const formula = tableShare(table, side, formulaKind(kind), level, {
      correction: request.correction,
      declared: declared?.(side),
    });
    return rate(table, side, formula, {
      drawn: drawn && at(drawn.intervals, place),
      weighted: declared !== undefined,
    });
  };
  const pairs = sides.pairs.map(
    (pair, place): PairRate => ({
      a: at(table.items, pair.a),
      b: at(table.items, pair.b),
      ...rateOf(pair, size + place),
      ...signTestOf(pair, table),
    }),
  );
  const tested = pairs.filter(({ p }) => p !== undefined);
  const holm = adjustPValues(
    tested.map(({ p }) => p ?? 1),
    "holm",
  );
  tested.forEach((pair, i) => {
    pair.pHolm = at(holm, i);
  });
  drawn?.maxT.forEach((p, i) => {
    if (p !== undefined) at(pairs, i).pMaxT = p;
  });
  const averages = averageRates(pairs);
  const items = sides.items.map((side, item): ItemRate => {
    const id = at(table.items, item);
    return {
      id,
      ...rateOf(side, item),
      ...averageOf(averages.get(id) ?? { sum: 0, opponents: 0 }),
    };
  });
  return { items, pairs };
}

type Rate = Omit<PairRate, "a" | "b">;

function rate(
  table: VoteTable,
  { votes, scores }: SidedVotes,
  formula: Result<TableShare>,
  { drawn, weighted }: { drawn: Result<ShareInterval> | undefined; weighted: boolean },
): Rate {
  const sum = (score: number): number =>
    votes.reduce(
      (total, vote, i) => total + (scores[i] === score ? (table.weight?.[vote] ?? 1) : 0),
      0,
    );
  const [wins, ties, losses] = [sum(1), sum(0.5), sum(0)];
  const n = wins + ties + losses;
  const counts = { n, wins, ties, losses };
  const share = weighted ? weightedShare(formula) : shareOf(wins + ties / 2, n);
  const chosen = drawn ?? mapped(formula);
  if (chosen.status !== "ok") return { ...counts, share, interval: chosen };
  return {
    ...counts,
    share,
    interval: chosen.value,
    ...(drawn === undefined && formula.status === "ok" ? { p: formula.value.p } : {}),
    ...(chosen.notes.length === 0 ? {} : { notes: chosen.notes }),
  };
}

const shareOf = (won: number, n: number): Rate["share"] =>
  n === 0 ? { status: "insufficient", reason: "no votes", have: 0, need: 1 } : won / n;

const weightedShare = (formula: Result<TableShare>): Rate["share"] =>
  formula.status === "ok" ? formula.value.share : formula;

const mapped = (found: Result<TableShare>): Result<TableShare["interval"]> =>
  found.status === "ok" ? { ...found, value: found.value.interval } : found;

/** Shares of each item against each opponent, summed. */
function averageRates(pairs: readonly PairRate[]): Map<string, { sum: number; opponents: number }> {
  const found = new Map<string, { sum: number; opponents: number }>();
  const put = (id: string, share: number): void => {
    const { sum, opponents } = found.get(id) ?? { sum: 0, opponents: 0 };
    found.set(id, { sum: sum + share, opponents: opponents + 1 });
  };
  for (const { a, b, share } of pairs) {
    if (typeof share !== "number") continue;
    put(a, share);
    put(b, 1 - share);
  }
  return found;
}

function averageOf({
  sum,
  opponents,
}: {
  sum: number;
  opponents: number;
}): Pick<ItemRate, "opponents" | "averageWinRate"> {
  if (opponents > 0) return { opponents, averageWinRate: sum / opponents };
  return {
    opponents,
    averageWinRate: { status: "insufficient", reason: "no opponents", have: 0, need: 1 },
  };
}
