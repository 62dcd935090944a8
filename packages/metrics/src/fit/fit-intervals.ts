import { at } from "@pairlab/domain/at";
import type { FitDocument, FitItem } from "@pairlab/domain/fit-document";
import type { Note } from "@pairlab/domain/result";
import { quantile } from "../quantile.ts";
import { insufficient, undetermined } from "../result.ts";
import type { VoteTable } from "../votes/vote-table.ts";
import { fitBootstrap } from "./fit-bootstrap.ts";
import { clustersOf, type FitRequest, iidAssumed } from "./fit-request.ts";
import type { PairFit } from "./pair-fit.ts";
import { rankIntervals } from "./rank-intervals.ts";
import { replicateSd } from "./replicate-sd.ts";
import type { ResampledKind } from "./resampled-counts.ts";
import { entry } from "./symmetric-matrix.ts";

/** What a bootstrap adds to a document. */
export interface BootstrapFindings {
  of: (item: number) => Pick<FitItem, "interval" | "rank" | "arenaRank">;
  document: Pick<FitDocument, "tiedWithBest"> | Record<string, never>;
  notes: Note[];
}

export const noBootstrap: BootstrapFindings = { of: () => ({}), document: {}, notes: [] };

/** What is drawn again, and what to say of it. */
export function resampledKind(table: VoteTable, { cluster }: FitRequest) {
  const allowed = clustersOf(table);
  const kind: ResampledKind = cluster ?? allowed.kind ?? "vote";
  const clusters = {
    rater: table.raters?.ids.length ?? 0,
    prompt: table.prompts?.ids.length ?? 0,
    "two-way": Math.min(table.raters?.ids.length ?? 0, table.prompts?.ids.length ?? 0),
    vote: table.first.length,
  }[kind];
  const few =
    clusters < 2 ? insufficient(`too few clusters to resample by ${kind}`, clusters, 2) : undefined;
  return { kind, few, notes: kind === "vote" ? [iidAssumed] : [] };
}

/**
 * Percentile intervals, and simultaneous intervals of ranks, from refits to votes drawn again.
 *
 * Source: Efron & Tibshirani 1993, chapter 13.
 * Result: an interval is "insufficient" with fewer than two clusters, "undetermined" when more than a tenth of
 *         the replicates have no finite fit.
 */
export function bootstrapItems(
  table: VoteTable,
  fit: PairFit,
  request: FitRequest,
  reference: number | undefined,
): BootstrapFindings {
  const { bootstrap, level, seed } = request;
  if (bootstrap === undefined) return noBootstrap;
  const { kind, few, notes } = resampledKind(table, request);
  if (few !== undefined && few.status !== "ok")
    return { ...noBootstrap, of: () => ({ interval: few }) };
  const { parameters, unusable } = fitBootstrap(table, fit, { kind, replicates: bootstrap, seed });
  const found = replicateFindings(parameters, unusable, { kind, level, reference });
  if (parameters.length < 2 || unusable > bootstrap / 10) return { ...found, notes };
  const strengths = fit.parameters.slice(0, table.items.length);
  const ends = [...strengths.keys()].map((item) => found.of(item).interval);
  const { ranks, tiedWithBest } = rankIntervals(strengths, parameters, level);
  return {
    of: (item) => ({
      ...found.of(item),
      rank: at(ranks, item),
      ...arenaRankOf(ends, item),
    }),
    document: { tiedWithBest: tiedWithBest.map((item) => at(table.items, item)) },
    notes: [...notes, ...found.notes],
  };
}

/** Percentiles of each item over the rows of usable replicates. */
export function replicateFindings(
  rows: readonly Float64Array[],
  unusable: number,
  { kind, level, reference }: { kind: ResampledKind; level: number; reference: number | undefined },
): BootstrapFindings {
  const replicates = rows.length + unusable;
  const notes: Note[] =
    unusable === 0
      ? []
      : [
          {
            code: "replicatesUnusable",
            text: `${unusable} of ${replicates} replicates have no finite fit; they were left out`,
          },
        ];
  if (rows.length < 2 || unusable > replicates / 10) {
    const word = undetermined(`${unusable} of ${replicates} replicates have no finite fit`);
    return { ...noBootstrap, of: () => ({ interval: wordOf(word) }) };
  }
  const relative = rows.map((row) => {
    const base = reference === undefined ? 0 : entry(row, reference);
    return row.map((value) => value - base);
  });
  const sd = replicateSd(relative);
  return {
    of: (item) => {
      const values = relative.map((row) => entry(row, item)).sort((one, other) => one - other);
      return {
        interval: {
          kind: `bootstrap-${kind === "two-way" ? "two-way" : (`by-${kind}` as const)}` as const,
          level,
          lower: quantile(values, (1 - level) / 2),
          upper: quantile(values, (1 + level) / 2),
          sd: entry(sd, item),
        },
      };
    },
    document: {},
    notes,
  };
}

/** One more than how many have an interval wholly above the item's: the rank that arena boards print. */
function arenaRankOf(
  ends: readonly FitItem["interval"][],
  item: number,
): Pick<FitItem, "arenaRank"> {
  const own = at(ends, item);
  if (own === undefined || "status" in own) return {};
  const above = ends.filter(
    (other) => other !== undefined && !("status" in other) && other.lower > own.upper,
  );
  return { arenaRank: 1 + above.length };
}

type Word = Exclude<FitItem["se"], number | undefined>;

function wordOf(word: ReturnType<typeof undetermined>): Word {
  if (word.status === "ok") throw new RangeError("a number is no word");
  return word;
}
