import { at } from "@pairlab/domain/at";
import { logistic } from "../bradley-terry.ts";
import { inverseOfPositiveDefinite } from "../positive-definite.ts";

/** How often a rater preferred one item to another; all places from 0. */
export interface CrowdCell {
  rater: number;
  winner: number;
  loser: number;
  wins: number;
}

/** Strengths are N(0, 1/lambda), reliabilities Beta(a, b). */
export interface CrowdPrior {
  lambda: number;
  a: number;
  b: number;
}

interface Derivatives {
  gradient: Float64Array;
  /** The damped Newton step; undefined when the damped curvature isn't positive. */
  move(damping: number): Float64Array | undefined;
}

/**
 * The log posterior of Crowd-BT, up to a constant, at strengths followed by logits of reliability.
 *
 * Source: Chen et al. 2013; derivatives by hand, the raters' diagonal block eliminated (Schur complement).
 * Throws: RangeError for cells outside the sizes or a prior without a mode.
 */
export class CrowdPosterior {
  private readonly cells: readonly CrowdCell[];
  private readonly items: number;
  private readonly raters: number;
  private readonly prior: CrowdPrior;

  constructor(
    cells: readonly CrowdCell[],
    { items, raters, lambda, a, b }: CrowdPrior & { items: number; raters: number },
  ) {
    const isPlace = (place: number, below: number) =>
      Number.isInteger(place) && place >= 0 && place < below;
    for (const { rater, winner, loser, wins } of cells) {
      const known = isPlace(rater, raters) && isPlace(winner, items) && isPlace(loser, items);
      if (!(known && winner !== loser && wins > 0 && Number.isFinite(wins)))
        throw new RangeError(`crowd votes: ${wins} of rater ${rater} for ${winner} over ${loser}`);
    }
    if (!(lambda > 0 && a > 1 && b > 1))
      throw new RangeError(`a prior of lambda ${lambda}, a ${a}, b ${b} has no mode`);
    this.cells = cells;
    this.items = items;
    this.raters = raters;
    this.prior = { lambda, a, b };
  }

  value(place: Float64Array): number {
    const { lambda, a, b } = this.prior;
    let sum = 0;
    for (const { rater, winner, loser, wins } of this.cells) {
      const sigma = logistic(at(place, winner) - at(place, loser));
      const eta = logistic(at(place, this.items + rater));
      sum += wins * Math.log(1 - eta + (2 * eta - 1) * sigma);
    }
    for (let i = 0; i < this.items; i += 1) sum -= (lambda / 2) * at(place, i) ** 2;
    for (let k = 0; k < this.raters; k += 1) {
      const logit = at(place, this.items + k);
      sum -= (a - 1) * Math.log1p(Math.exp(-logit)) + (b - 1) * Math.log1p(Math.exp(logit));
    }
    return sum;
  }

  derivatives(place: Float64Array): Derivatives {
    const { items, raters } = this;
    const { lambda, a, b } = this.prior;
    const gradient = new Float64Array(items + raters);
    // Minus the second derivatives: strengths, raters, and between them.
    const strengths = Array.from({ length: items }, (_, i) =>
      Array.from({ length: items }, (__, j) => (i === j ? lambda : 0)),
    );
    const own = new Float64Array(raters);
    const between = Array.from({ length: raters }, () => new Float64Array(items));
    for (let i = 0; i < items; i += 1) gradient[i] = -lambda * at(place, i);
    for (let k = 0; k < raters; k += 1) {
      const eta = logistic(at(place, items + k));
      gradient[items + k] = (a - 1) * (1 - eta) - (b - 1) * eta;
      own[k] = (a + b - 2) * eta * (1 - eta);
    }
    for (const cell of this.cells) {
      const { winner, loser, rater, wins } = cell;
      const slope = slopes(at(place, winner) - at(place, loser), at(place, items + rater));
      add(gradient, winner, wins * slope.d);
      add(gradient, loser, -wins * slope.d);
      add(gradient, items + rater, wins * slope.t);
      const [first, second] = [at(strengths, winner), at(strengths, loser)];
      add(first, winner, -wins * slope.dd);
      add(second, loser, -wins * slope.dd);
      add(first, loser, wins * slope.dd);
      add(second, winner, wins * slope.dd);
      add(own, rater, -wins * slope.tt);
      add(at(between, rater), winner, -wins * slope.dt);
      add(at(between, rater), loser, wins * slope.dt);
    }
    return {
      gradient,
      move: (damping) => newtonStep({ gradient, strengths, own, between }, damping),
    };
  }
}

interface Curvature {
  gradient: Float64Array;
  strengths: readonly (readonly number[])[];
  own: Float64Array;
  between: readonly Float64Array[];
}

function newtonStep(
  { gradient, strengths, own, between }: Curvature,
  damping: number,
): Float64Array | undefined {
  const items = strengths.length;
  const damped = own.map((value) => value + damping);
  if (damped.some((value) => !(value > 0))) return undefined;
  const schur = strengths.map((row, i) => row.map((value, j) => value + (i === j ? damping : 0)));
  const right = gradient.slice(0, items);
  for (const [k, row] of between.entries()) {
    const reduced = at(gradient, items + k) / at(damped, k);
    for (const [i, one] of row.entries()) add(right, i, -one * reduced);
    subtractOuter(schur, row, at(damped, k));
  }
  const inverse = inverseOfPositiveDefinite(schur);
  if (inverse === undefined) return undefined;
  const move = new Float64Array(gradient.length);
  for (const [i, row] of inverse.entries())
    move[i] = row.reduce((sum, value, j) => sum + value * at(right, j), 0);
  for (const [k, row] of between.entries()) {
    const pulled = row.reduce((sum, value, i) => sum + value * at(move, i), 0);
    move[items + k] = (at(gradient, items + k) - pulled) / at(damped, k);
  }
  return move;
}

/** Takes a row's outer product with itself, over a divisor, from a matrix. */
function subtractOuter(matrix: readonly number[][], row: Float64Array, divisor: number): void {
  for (const [i, one] of row.entries()) {
    if (one === 0) continue;
    const line = at(matrix, i);
    for (const [j, other] of row.entries()) add(line, j, (-one * other) / divisor);
  }
}

/** First and second derivatives of log P in the difference d and the logit t. */
function slopes(difference: number, logit: number) {
  const [sigma, eta] = [logistic(difference), logistic(logit)];
  const [ds, de] = [sigma * (1 - sigma), eta * (1 - eta)];
  const chance = 1 - eta + (2 * eta - 1) * sigma;
  const d = ((2 * eta - 1) * ds) / chance;
  const t = ((2 * sigma - 1) * de) / chance;
  return {
    d,
    t,
    dd: d * (1 - 2 * sigma) - d * d,
    tt: t * (1 - 2 * eta) - t * t,
    dt: (2 * de * ds) / chance - d * t,
  };
}

function add(values: number[] | Float64Array, place: number, amount: number): void {
  values[place] = (values[place] ?? 0) + amount;
}
