import { at } from "@pairlab/domain/at";
import type { VoteTable } from "../votes/vote-table.ts";
import { add, entry } from "./symmetric-matrix.ts";

/** Counts by rater and pair: entry c is what one rater said of one pair, a tie half for both. */
export interface CrowdCells {
  items: number;
  raters: number;
  votes: number;
  rater: Uint32Array;
  first: Uint32Array;
  second: Uint32Array;
  wins: Float64Array;
  losses: Float64Array;
}

/** Strengths are normal with mean 0 and precision λ, reliabilities beta(a, b). */
export interface CrowdPrior {
  lambda: number;
  a: number;
  b: number;
}

/** The cells of a table's votes. Throws: RangeError when it doesn't say whose votes they are. */
export function crowdCells(table: VoteTable): CrowdCells {
  const { items, raters, first, second, weight } = table;
  if (raters === undefined) throw new RangeError("crowdCells: no raters");
  const size = items.length;
  const sums = new Map<number, { won: number; lost: number }>();
  let votes = 0;
  for (let v = 0; v < first.length; v += 1) {
    const i = at(first, v);
    const j = at(second, v);
    const key = (at(raters.of, v) * size + Math.min(i, j)) * size + Math.max(i, j);
    const sum = sums.get(key) ?? { won: 0, lost: 0 };
    const count = weight === undefined ? 1 : at(weight, v);
    const share = at(shareOfFirst, at(table.outcome, v));
    sum.won += count * (i < j ? share : 1 - share);
    sum.lost += count * (i < j ? 1 - share : share);
    sums.set(key, sum);
    votes += count;
  }
  const keys = [...sums.keys()];
  const all = [...sums.values()];
  return {
    items: size,
    raters: raters.ids.length,
    votes,
    rater: Uint32Array.from(keys, (key) => Math.floor(key / (size * size))),
    first: Uint32Array.from(keys, (key) => Math.floor(key / size) % size),
    second: Uint32Array.from(keys, (key) => key % size),
    wins: Float64Array.from(all, ({ won }) => won),
    losses: Float64Array.from(all, ({ lost }) => lost),
  };
}

/** By outcome: a tie of either kind is half a win for both. */
const shareOfFirst = [1, 0, 0.5, 0.5];

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Log-likelihood, and log prior up to a constant where there is one; strengths, then logits of reliability. */
export function objectiveOf(
  { items, raters, rater, first, second, wins, losses }: CrowdCells,
  prior: CrowdPrior | undefined,
  parameters: Float64Array,
): number {
  let sum = 0;
  for (let c = 0; c < rater.length; c += 1) {
    const eta = logistic(entry(parameters, items + (rater[c] ?? 0)));
    const p = logistic(entry(parameters, first[c] ?? 0) - entry(parameters, second[c] ?? 0));
    sum += entry(wins, c) * Math.log(eta * p + (1 - eta) * (1 - p));
    sum += entry(losses, c) * Math.log(eta * (1 - p) + (1 - eta) * p);
  }
  if (prior === undefined) return sum;
  for (let i = 0; i < items; i += 1) sum -= (prior.lambda / 2) * entry(parameters, i) ** 2;
  for (let k = 0; k < raters; k += 1) {
    const logit = entry(parameters, items + k);
    sum -=
      (prior.a - 1) * Math.log1p(Math.exp(-logit)) + (prior.b - 1) * Math.log1p(Math.exp(logit));
  }
  return sum;
}

/** Gradient of the objective, and minus its second derivatives: by strengths, by rater, and across. */
export function crowdDerivatives(
  cells: CrowdCells,
  prior: CrowdPrior,
  parameters: Float64Array,
): {
  gradient: Float64Array;
  /** items × items, lower half. */
  strengths: Float64Array;
  /** Diagonal. */
  reliability: Float64Array;
  /** raters × items. */
  cross: Float64Array;
} {
  const { items, raters, rater, first, second, wins, losses } = cells;
  const gradient = new Float64Array(items + raters);
  const strengths = new Float64Array(items * items);
  const reliability = new Float64Array(raters);
  const cross = new Float64Array(raters * items);
  for (let c = 0; c < rater.length; c += 1) {
    const [k, i, j] = [rater[c] ?? 0, first[c] ?? 0, second[c] ?? 0];
    const eta = logistic(entry(parameters, items + k));
    const p = logistic(entry(parameters, i) - entry(parameters, j));
    const chance = eta * p + (1 - eta) * (1 - p);
    const [won, lost] = [entry(wins, c) / chance, entry(losses, c) / (1 - chance)];
    const slope = won - lost;
    const curve = won / chance + lost / (1 - chance);
    const [spread, doubt] = [p * (1 - p), eta * (1 - eta)];
    const byD = (2 * eta - 1) * spread;
    const byEta = (2 * p - 1) * doubt;
    const dd = curve * byD * byD - slope * byD * (1 - 2 * p);
    const across = curve * byD * byEta - slope * 2 * spread * doubt;
    add(gradient, i, slope * byD);
    add(gradient, j, -slope * byD);
    add(gradient, items + k, slope * byEta);
    add(strengths, i * items + i, dd);
    add(strengths, j * items + j, dd);
    add(strengths, Math.max(i, j) * items + Math.min(i, j), -dd);
    add(reliability, k, curve * byEta * byEta - slope * byEta * (1 - 2 * eta));
    add(cross, k * items + i, across);
    add(cross, k * items + j, -across);
  }
  addPrior(cells, prior, parameters, { gradient, strengths, reliability });
  return { gradient, strengths, reliability, cross };
}

function addPrior(
  { items, raters }: CrowdCells,
  { lambda, a, b }: CrowdPrior,
  parameters: Float64Array,
  into: { gradient: Float64Array; strengths: Float64Array; reliability: Float64Array },
): void {
  for (let i = 0; i < items; i += 1) {
    add(into.gradient, i, -lambda * entry(parameters, i));
    add(into.strengths, i * items + i, lambda);
  }
  for (let k = 0; k < raters; k += 1) {
    const eta = logistic(entry(parameters, items + k));
    add(into.gradient, items + k, (a - 1) * (1 - eta) - (b - 1) * eta);
    add(into.reliability, k, (a + b - 2) * eta * (1 - eta));
  }
}
