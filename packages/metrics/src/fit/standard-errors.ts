import type { Note, Result } from "@pairlab/domain/result";
import { insufficient, ok, undetermined } from "../result.ts";
import type { VoteTable } from "../votes/vote-table.ts";
import { type Influence, influenceOf } from "./influence.ts";
import { leverageCorrected } from "./leverage-corrected.ts";
import type { TieRule } from "./pair-cells.ts";
import type { PairFit } from "./pair-fit.ts";
import { entry } from "./symmetric-matrix.ts";
import { type ClusterKind, voteGroups } from "./vote-groups.ts";

/**
 * What standard errors take votes for. model: independent, as the model says; hc0: independent, whatever the
 * model says; rater, prompt: alike within one; two-way: within both.
 */
export const errorKinds = ["model", "hc0", "rater", "prompt", "two-way"] as const;
export type ErrorKind = (typeof errorKinds)[number];

/**
 * Small-sample factors of a cluster's squared influences, for G clusters, N votes and p parameters: cr0 none;
 * cr1g G/(G − 1); cr1n G/(G − 1) · (N − 1)/(N − p). cr2 and cr3
 * raise each cluster by its own leverage instead, see `leverageCorrected`.
 */
export const errorCorrections = ["cr0", "cr1g", "cr1n", "cr2", "cr3"] as const;
export type ErrorCorrection = (typeof errorCorrections)[number];

export interface StandardErrorOptions {
  kind: ErrorKind;
  correction: ErrorCorrection;
  ties: TieRule;
  /** An item's number; undefined: strengths with mean 0. */
  reference: number | undefined;
  /** Two-way: not raised to the variance of independent votes; below 0 then is no variance. */
  unfloored?: boolean | undefined;
}

export interface Variances {
  /** In the order of the fit's parameters. */
  values: Float64Array;
  /** Before a two-way variance was raised to that of independent votes. */
  raw: Float64Array;
  clusters: { raters?: number; prompts?: number };
}

/**
 * The variance of each parameter of a fit.
 *
 * Two-way: by rater plus by prompt less by cell, never below that of independent votes.
 *
 * Source: Cameron, Gelbach & Miller 2011 (J. Bus. Econ. Stat. 29:238); Liang & Zeger 1986; White 1982.
 * Result: "insufficient" with fewer than two clusters; "undetermined" when the table doesn't say whose votes
 *         they are.
 */
export function variances(
  table: VoteTable,
  fit: PairFit,
  options: StandardErrorOptions,
): Result<Variances> {
  if (options.kind === "model") {
    const values = modelVariances(fit, table.items.length, options.reference);
    return ok({ values, raw: values, clusters: {} });
  }
  const influence = influenceOf(table, fit, options.ties, options.reference);
  if (options.kind === "hc0") {
    const values = influence.byVote();
    return ok({ values, raw: values, clusters: {} });
  }
  const by = (kind: ClusterKind) => clustered(table, fit, influence, kind, options);
  if (options.kind !== "two-way") {
    const found = by(options.kind);
    if (found.status !== "ok") return found;
    const { values, clusters } = found.value;
    return ok({ values, raw: values, clusters: { [`${options.kind}s`]: clusters } });
  }
  const [raters, prompts, cells] = [by("rater"), by("prompt"), by("cell")];
  if (raters.status !== "ok") return raters;
  if (prompts.status !== "ok") return prompts;
  if (cells.status !== "ok") return cells;
  const raw = raters.value.values.map(
    (value, p) => value + entry(prompts.value.values, p) - entry(cells.value.values, p),
  );
  const clusters = { raters: raters.value.clusters, prompts: prompts.value.clusters };
  if (options.unfloored === true) return ok({ values: raw, raw, clusters });
  const independent = influence.byVote();
  const values = raw.map((value, p) => Math.max(value, entry(independent, p)));
  return ok({ values, raw, clusters }, notesOf(raw, independent));
}

function notesOf(raw: Float64Array, independent: Float64Array): Note[] {
  const floored = raw.filter((value, p) => value < entry(independent, p)).length;
  if (floored === 0) return [];
  const text = `${floored} of ${raw.length} clustered variances came out below that of independent votes, which was used instead`;
  return [{ code: "varianceFloored", text }];
}

function clustered(
  table: VoteTable,
  fit: PairFit,
  influence: Influence,
  kind: ClusterKind,
  { correction, ties, reference }: StandardErrorOptions,
): Result<{ values: Float64Array; clusters: number }> {
  const groups = voteGroups(table, kind);
  if (groups === undefined)
    return undetermined(`the votes don't say whose they are: no ${kind} column`);
  const clusters = groups.starts.length - 1;
  if (kind !== "cell" && clusters < 2)
    return insufficient(`too few ${kind}s for clustered standard errors`, clusters, 2);
  if (kind !== "cell" && (correction === "cr2" || correction === "cr3")) {
    const options = { ties, reference, kind: correction };
    const found = leverageCorrected(table, fit, groups, options);
    return found.status === "ok" ? ok({ values: found.value, clusters }) : found;
  }
  const votes = groups.order.length;
  // One parameter less: only differences of strengths are estimated.
  const free = fit.layout.size - 1;
  const factors = {
    cr0: 1,
    cr2: 1,
    cr3: 1,
    cr1g: clusters / (clusters - 1),
    cr1n: ((clusters / (clusters - 1)) * (votes - 1)) / (votes - free),
  };
  const factor = kind === "cell" ? 1 : factors[correction];
  return ok({ values: influence.byGroup(groups).map((value) => value * factor), clusters });
}

/** From the inverse information: independent votes, and a model that holds. */
function modelVariances(
  { covariance, layout: { size } }: PairFit,
  items: number,
  reference: number | undefined,
): Float64Array {
  const of = (i: number, j: number): number => entry(covariance, i * size + j);
  return Float64Array.from({ length: size }, (_, p) => {
    if (reference === undefined || p >= items) return of(p, p);
    return Math.max(0, of(p, p) + of(reference, reference) - 2 * of(p, reference));
  });
}
