import type { Result } from "@pairlab/domain/result";
import { failed, ok } from "../result.ts";
import { addCovariates, shiftOf } from "./covariate-terms.ts";
import { cellWeight, type PairCells } from "./pair-cells.ts";
import { noTerms, type PairModel } from "./pair-model.ts";
import { add, entry, factorise, inverseOf, solve } from "./symmetric-matrix.ts";

/** What is fitted beside strengths: places of parameters behind the items', −1 for none. */
export interface Layout {
  size: number;
  position: number;
  tie: number;
  /** Of covariates, in the order of the cells' columns. */
  covariates: readonly number[];
}

export interface NewtonFit {
  /** Log strengths with mean 0, then the effect of the left side and the tie parameter, where fitted. */
  parameters: Float64Array;
  /** Inverse of the information on contrasts of strengths and the other parameters; by rows. */
  covariance: Float64Array;
  /** Without binomial coefficients; half a win is half a term. */
  logLikelihood: number;
  iterations: number;
}

/** Adds to gradient and information (lower half) what doesn't come from votes; its log-density. */
export type Penalty = (
  parameters: Float64Array,
  gradient: Float64Array,
  information: Float64Array,
) => number;

/** Where each parameter lies. */
export function layoutOf(
  items: number,
  model: PairModel,
  position: boolean,
  covariates = 0,
): Layout {
  const first = items + (position ? 1 : 0);
  const next = first + covariates;
  return {
    size: next + (model.tie === undefined ? 0 : 1),
    position: position ? items : -1,
    tie: model.tie === undefined ? -1 : next,
    covariates: Array.from({ length: covariates }, (_, q) => first + q),
  };
}

const mostIterations = 50;
const longestStep = 2;

/**
 * The maximum of a pair model's likelihood by Newton's method, from cells of counts.
 *
 * Stops at max|gradient| ≤ 1e-10 × votes and takes one more step, which brings the last digits.
 *
 * Existence is the caller's to test, see `existence`. L + c 11ᵀ/K makes the Laplacian L invertible.
 * Shape:  cells of connected items; `start` as `parameters`.
 * Result: "failed" when it doesn't settle in 50 steps or the information isn't positive definite.
 */
export function newton(
  cells: PairCells,
  model: PairModel,
  layout: Layout,
  options: { start?: Float64Array; penalty?: Penalty } = {},
): Result<NewtonFit> {
  const total = cellWeight(cells);
  const { size } = layout;
  const parameters = options.start?.slice() ?? startOf(layout, model);
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  const plain = model.name === "bt" && size === cells.items && options.penalty === undefined;
  let settled = false;
  for (let iterations = 0; iterations < mostIterations; iterations += 1) {
    // The last pass is the full one in any case: it has the likelihood.
    const logLikelihood =
      plain && !settled
        ? plainDerivatives(cells, parameters, gradient, information)
        : derivatives(cells, model, layout, parameters, gradient, information) +
          (options.penalty?.(parameters, gradient, information) ?? 0);
    const anchor = addAnchor(information, cells.items, size);
    if (!factorise(information, size))
      return failed("the information matrix isn't positive definite");
    if (settled) {
      const covariance = contrastInverse(information, cells.items, size, anchor);
      return ok({ parameters, covariance, logLikelihood, iterations });
    }
    settled = largest(gradient) <= 1e-10 * total;
    solve(information, size, gradient);
    moveBy(parameters, gradient, cells.items, layout);
  }
  return failed(`Newton's method did not settle in ${mostIterations} steps`);
}

function startOf({ size, tie }: Layout, { tieStart }: PairModel): Float64Array {
  const start = new Float64Array(size);
  if (tie >= 0) start[tie] = tieStart;
  return start;
}

/** Fills gradient and the lower half of the information; the log-likelihood. */
export function derivatives(
  cells: PairCells,
  model: PairModel,
  layout: Layout,
  parameters: Float64Array,
  gradient: Float64Array,
  information: Float64Array,
): number {
  gradient.fill(0);
  information.fill(0);
  const { first, second, wins, losses, ties } = cells;
  const { size, position, tie } = layout;
  const terms = noTerms();
  const left = position < 0 ? 0 : entry(parameters, position);
  const evenness = tie < 0 ? 0 : entry(parameters, tie);
  let logLikelihood = 0;
  for (let c = 0; c < first.length; c += 1) {
    const i = first[c] ?? 0;
    const j = second[c] ?? 0;
    const d =
      entry(parameters, i) - entry(parameters, j) + left + shiftOf(cells, c, layout, parameters);
    model.terms(terms, d, evenness, entry(wins, c), entry(losses, c), entry(ties, c));
    logLikelihood += terms.logLikelihood;
    add(gradient, i, terms.d);
    add(gradient, j, -terms.d);
    add(information, i * size + i, terms.dd);
    add(information, j * size + j, terms.dd);
    add(information, Math.max(i, j) * size + Math.min(i, j), -terms.dd);
    if (position >= 0) addExtra(gradient, information, layout, position, [i, j], terms.d, terms.dd);
    addCovariates(cells, c, layout, gradient, information, terms);
    if (tie < 0) continue;
    addExtra(gradient, information, layout, tie, [i, j], terms.t, terms.dt);
    // The line above counted dt once for the parameter itself, where tt belongs.
    add(information, tie * size + tie, terms.tt - terms.dt);
    if (position >= 0) add(information, tie * size + position, terms.dt);
  }
  return logLikelihood;
}

/** As `derivatives` of Bradley-Terry alone, by worths: an exponential an item, not three a pair; answers 0. */
function plainDerivatives(
  { first, second, wins, losses, ties, items }: PairCells,
  parameters: Float64Array,
  gradient: Float64Array,
  information: Float64Array,
): number {
  gradient.fill(0);
  information.fill(0);
  const worth = parameters.map(Math.exp);
  for (let c = 0; c < first.length; c += 1) {
    const i = first[c] ?? 0;
    const j = second[c] ?? 0;
    const p = entry(worth, i) / (entry(worth, i) + entry(worth, j));
    const half = entry(ties, c) / 2;
    const won = entry(wins, c) + half;
    const games = won + entry(losses, c) + half;
    const weight = games * p * (1 - p);
    add(gradient, i, won - games * p);
    add(gradient, j, games * p - won);
    add(information, i * items + i, weight);
    add(information, j * items + j, weight);
    add(information, Math.max(i, j) * items + Math.min(i, j), -weight);
  }
  return 0;
}

/** A cell's part of the row of a parameter behind the items'. */
function addExtra(
  gradient: Float64Array,
  information: Float64Array,
  { size }: Layout,
  parameter: number,
  [i, j]: readonly [number, number],
  slope: number,
  curvature: number,
): void {
  add(gradient, parameter, slope);
  add(information, parameter * size + parameter, curvature);
  add(information, parameter * size + i, curvature);
  add(information, parameter * size + j, -curvature);
}

/** Adds c 11ᵀ/K to the items' block, c of the size of its diagonal; answers c. */
export function addAnchor(information: Float64Array, items: number, size: number): number {
  let trace = 0;
  for (let i = 0; i < items; i += 1) trace += information[i * size + i] ?? 0;
  const anchor = trace / items || 1;
  for (let i = 0; i < items; i += 1)
    for (let j = 0; j <= i; j += 1) add(information, i * size + j, anchor / items);
  return anchor;
}

function contrastInverse(factor: Float64Array, items: number, size: number, anchor: number) {
  const inverse = inverseOf(factor, size);
  for (let i = 0; i < items; i += 1)
    for (let j = 0; j < items; j += 1) add(inverse, i * size + j, -1 / (anchor * items));
  return inverse;
}

/** A step of at most 2 in any parameter; a positive tie parameter stays so; strengths keep mean 0. */
export function moveBy(
  parameters: Float64Array,
  step: Float64Array,
  items: number,
  { tie }: Layout,
): void {
  const scale = Math.min(
    longestStep / Math.max(longestStep, largest(step)),
    tie < 0 ? 1 : roomAbove(entry(parameters, tie), entry(step, tie)),
  );
  let mean = 0;
  for (let p = 0; p < parameters.length; p += 1) {
    add(parameters, p, scale * entry(step, p));
    if (p < items) mean += entry(parameters, p) / items;
  }
  for (let i = 0; i < items; i += 1) add(parameters, i, -mean);
}

/** How much of a step leaves a positive value positive: log θ has no meaning below 0. */
const roomAbove = (value: number, step: number): number =>
  value > 0 && -step > 0.9 * value ? (0.9 * value) / -step : 1;

/** The largest absolute value. */
export function largest(values: Float64Array): number {
  let found = 0;
  for (let i = 0; i < values.length; i += 1) found = Math.max(found, Math.abs(entry(values, i)));
  return found;
}
