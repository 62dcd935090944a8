import { KnownError } from "@pairlab/domain/errors";
import type { Result } from "@pairlab/domain/result";
import { failed, ok } from "../result.ts";
import { outcomes, type VoteTable } from "../votes/vote-table.ts";
import type { TieRule } from "./pair-cells.ts";
import type { PairFit } from "./pair-fit.ts";
import { noTerms } from "./pair-model.ts";
import { functionTimes, type SymmetricEigen, symmetricEigen } from "./symmetric-eigen.ts";
import { add, entry, factorise } from "./symmetric-matrix.ts";
import type { VoteGroups } from "./vote-groups.ts";

/** About half a minute. */
const mostWork = 4e8;
/** A cluster whose leverage comes this close to 1 identifies a contrast alone. */
const alone = 1 - 1e-9;

/**
 * Squared influences of clusters on each parameter, each raised by its leverage: cr2 (I − H)^−½, cr3 (I − H)^−1.
 *
 * With M = A Aᵀ on what is identified and N the cluster's information, H = AᵀNA and the influence is A f(H) Aᵀ s:
 * the same for every A. Where a cluster alone identifies a contrast, H has an eigenvalue 1 and parameters that
 * depend on it get NaN, which no document prints.
 *
 * Source: Bell & McCaffrey 2002 (Surv. Methodol. 28:169) for cr2; the jackknife of clusters for cr3.
 * Throws: KnownError (input) when it would take minutes.
 */
export function leverageCorrected(
  table: VoteTable,
  fit: PairFit,
  { order, starts }: VoteGroups,
  options: { ties: TieRule; reference: number | undefined; kind: "cr2" | "cr3" },
): Result<Float64Array> {
  const root = contrastRoot(fit, table.items.length);
  if (root === undefined) return failed("the covariance has no root");
  const rank = fit.layout.size - 1;
  const clusters = starts.length - 1;
  if (clusters * rank ** 3 > mostWork)
    throw new KnownError(
      "input",
      `invalid --se-correction: ${options.kind} of ${clusters} clusters and ${rank} parameters`,
      { hint: "cr1g takes no matrix a cluster" },
    );
  const power = options.kind === "cr2" ? -0.5 : -1;
  const raised = (value: number): number => (value > alone ? 0 : (1 - value) ** power);
  const total = new Float64Array(fit.layout.size);
  const through = throughRoot(root, options.reference, table.items.length);
  const addVote = voteParts(table, fit, options.ties, root);
  for (let g = 0; g < clusters; g += 1) {
    const votes = order.subarray(starts[g] ?? 0, starts[g + 1] ?? 0);
    const { score, eigen } = seenCluster(votes, rank, addVote);
    const influence = through(functionTimes(eigen, raised, score));
    for (let p = 0; p < total.length; p += 1) add(total, p, entry(influence, p) ** 2);
    for (const vector of loneVectors(eigen)) markUnknown(total, through(vector));
  }
  return ok(total);
}

/** A cluster's score, and its information as eigenvalues and vectors. */
function seenCluster(
  votes: Uint32Array,
  rank: number,
  addVote: ReturnType<typeof voteParts>,
): { score: Float64Array; eigen: SymmetricEigen } {
  const information = new Float64Array(rank * rank);
  const score = new Float64Array(rank);
  for (const vote of votes) addVote(vote, score, information);
  return { score, eigen: symmetricEigen(information, rank) };
}

function markUnknown(total: Float64Array, contrast: Float64Array): void {
  for (let p = 0; p < total.length; p += 1)
    if (Math.abs(entry(contrast, p)) > 1e-8) total[p] = Number.NaN;
}

/** Contrasts that one cluster alone identifies. */
const loneVectors = ({ values, vectors }: SymmetricEigen): Float64Array[] =>
  [...values.keys()]
    .filter((k) => entry(values, k) > alone)
    .map((k) => vectors.subarray(k * values.length, (k + 1) * values.length));

/** A with A Aᵀ the covariance: size rows of one number less; the last item's is minus the sum of the others'. */
function contrastRoot({ covariance, layout: { size } }: PairFit, items: number) {
  const rank = size - 1;
  const places = Array.from({ length: rank }, (_, p) => (p < items - 1 ? p : p + 1));
  const part = Float64Array.from(
    places.flatMap((row) => places.map((column) => entry(covariance, row * size + column))),
  );
  if (!factorise(part, rank)) return undefined;
  const root = new Float64Array(size * rank);
  for (const [row, place] of places.entries())
    for (let k = 0; k <= row; k += 1) {
      const value = entry(part, row * rank + k);
      root[place * rank + k] = value;
      if (place < items - 1) add(root, (items - 1) * rank + k, -value);
    }
  return root;
}

/** Adds a vote's score and information, seen through the root. */
function voteParts(table: VoteTable, fit: PairFit, ties: TieRule, root: Float64Array) {
  const { parameters, layout, model } = fit;
  const rank = layout.size - 1;
  const evenness = layout.tie < 0 ? 0 : entry(parameters, layout.tie);
  const terms = noTerms();
  const directionOf = slopeOf(table, fit, root);
  const even = new Float64Array(rank);
  if (layout.tie >= 0) addRow(even, root, layout.tie, 1);
  return (vote: number, score: Float64Array, information: Float64Array): void => {
    const outcome = Math.min(table.outcome[vote] ?? 0, outcomes.tie);
    if (ties === "drop" && outcome === outcomes.tie) return;
    const counted = (kind: number): number => (outcome === kind ? (table.weight?.[vote] ?? 1) : 0);
    const { slope, gap } = directionOf(vote);
    model.terms(terms, gap, evenness, counted(0), counted(1), counted(2));
    for (let k = 0; k < rank; k += 1) {
      const [own, tied] = [entry(slope, k), entry(even, k)];
      add(score, k, terms.d * own + terms.t * tied);
      const [byD, byT] = [terms.dd * own + terms.dt * tied, terms.dt * own + terms.tt * tied];
      for (let l = 0; l < rank; l += 1)
        add(information, k * rank + l, byD * entry(slope, l) + byT * entry(even, l));
    }
  };
}

/** A vote's difference, and which way each parameter moves it, seen through the root. */
function slopeOf(
  { first, second }: VoteTable,
  { parameters, layout, covariates = [] }: PairFit,
  root: Float64Array,
) {
  const slope = new Float64Array(layout.size - 1);
  return (vote: number): { slope: Float64Array; gap: number } => {
    slope.fill(0);
    let gap = 0;
    const move = (place: number, by: number): void => {
      gap += by * entry(parameters, place);
      addRow(slope, root, place, by);
    };
    move(first[vote] ?? 0, 1);
    move(second[vote] ?? 0, -1);
    if (layout.position >= 0) move(layout.position, 1);
    for (const [q, { values }] of covariates.entries())
      move(layout.covariates[q] ?? 0, entry(values, vote));
    return { slope, gap };
  };
}

function addRow(into: Float64Array, root: Float64Array, place: number, times: number): void {
  const rank = into.length;
  for (let k = 0; k < rank; k += 1) add(into, k, times * entry(root, place * rank + k));
}

/** A x for a vector x, items relative to the reference. */
const throughRoot =
  (root: Float64Array, reference: number | undefined, items: number) =>
  (x: Float64Array): Float64Array => {
    const rank = x.length;
    const values = Float64Array.from({ length: root.length / rank }, (_, p) => {
      let sum = 0;
      for (let k = 0; k < rank; k += 1) sum += entry(root, p * rank + k) * entry(x, k);
      return sum;
    });
    if (reference === undefined) return values;
    const base = entry(values, reference);
    return values.map((value, p) => (p < items ? value - base : value));
  };
