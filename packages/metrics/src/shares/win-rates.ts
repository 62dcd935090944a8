import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import type { Note, Result } from "@pairlab/domain/result";
import type { ItemRate, PairRate, WinRates } from "@pairlab/domain/win-rate-document";
import { clustersOf, fitCounts, iidAssumed } from "../fit/fit-request.ts";
import type { ResampledKind } from "../fit/resampled-counts.ts";
import { adjustPValues } from "../multiplicity/adjust-p-values.ts";
import { outcomes, selectVotes, tieCount, type VoteTable, voteCount } from "../votes/vote-table.ts";
import { type SidedVotes, votesBySide } from "./entry-lists.ts";
import { itemShare, pairShare, shareBootstrap } from "./share-bootstrap.ts";
import {
  type ShareCorrection,
  type ShareKind,
  type TableShare,
  tableShare,
} from "./table-share.ts";

export interface WinRateRequest {
  /** Undefined: the most clustered that the columns allow. */
  interval: ShareKind | "bootstrap" | undefined;
  ties: "half" | "drop";
  /** Of clustered formulas; undefined is cr1g. */
  correction?: ShareCorrection | undefined;
  cluster: Exclude<ResampledKind, "vote"> | undefined;
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
      ...(request.correction === undefined ? {} : { seCorrection: request.correction }),
      ...(kind.resampled === undefined
        ? {}
        : { cluster: kind.resampled, bootstrap: request.replicates, seed: request.seed }),
    },
    notes: [...dropped, ...notes],
  };
}

interface Kind {
  name: ShareKind | "bootstrap";
  resampled?: ResampledKind;
}

function intervalKind(
  table: VoteTable,
  { interval, cluster }: WinRateRequest,
): { kind: Kind; notes: Note[] } {
  const allowed = clustersOf(table);
  if (interval === "bootstrap") {
    const resampled = cluster ?? allowed.kind ?? "vote";
    checkColumns(table, resampled);
    return { kind: { name: interval, resampled }, notes: resampled === "vote" ? [iidAssumed] : [] };
  }
  const name = interval ?? formulaOf(allowed.kind);
  checkColumns(table, clustersOfKind[name]);
  const notes = interval === undefined ? allowed.notes : [];
  return { kind: { name }, notes: name === "wilson" ? [...notes, iidAssumed] : notes };
}

const formulaOf = (kind: Exclude<ResampledKind, "vote"> | undefined): ShareKind => {
  if (kind === undefined) return "wilson";
  return kind === "two-way" ? kind : `by-${kind}`;
};

const clustersOfKind = {
  wilson: "vote",
  "by-rater": "rater",
  "by-prompt": "prompt",
  "two-way": "two-way",
} as const satisfies Record<ShareKind, ResampledKind>;

function checkColumns({ raters, prompts }: VoteTable, kind: ResampledKind): void {
  const missing = [
    ...(raters === undefined && (kind === "rater" || kind === "two-way") ? ["rater"] : []),
    ...(prompts === undefined && (kind === "prompt" || kind === "two-way") ? ["prompt"] : []),
  ];
  if (missing.length > 0)
    throw new KnownError("input", `missing column: ${missing.join(", ")}, for --interval`, {
      hint: "--interval wilson takes votes as independent, and says so",
    });
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
  const { kind, replicates, level, seed } = request;
  const drawn =
    kind.resampled === undefined
      ? undefined
      : shareBootstrap(table, shares, { kind: kind.resampled, replicates, level, seed });
  const rateOf = (side: SidedVotes, place: number): Rate => {
    const formula = tableShare(
      table,
      side,
      kind.name === "bootstrap" ? "wilson" : kind.name,
      level,
      request.correction,
    );
    return rate(table, side, formula, drawn && at(drawn, place));
  };
  const pairs = sides.pairs.map(
    (pair, place): PairRate => ({
      a: at(table.items, pair.a),
      b: at(table.items, pair.b),
      ...rateOf(pair, size + place),
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
  drawn: Result<ReturnType<typeof intervalOf>> | undefined,
): Rate {
  const sum = (score: number): number =>
    votes.reduce(
      (total, vote, i) => total + (scores[i] === score ? (table.weight?.[vote] ?? 1) : 0),
      0,
    );
  const [wins, ties, losses] = [sum(1), sum(0.5), sum(0)];
  const n = wins + ties + losses;
  const counts = { n, wins, ties, losses };
  const share =
    n === 0
      ? ({ status: "insufficient", reason: "no votes", have: 0, need: 1 } as const)
      : (wins + ties / 2) / n;
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

const intervalOf = ({ interval }: TableShare): TableShare["interval"] => interval;

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
