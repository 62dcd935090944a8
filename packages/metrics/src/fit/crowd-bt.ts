import type { Rng } from "@pairlab/domain/random";
import type { Result } from "@pairlab/domain/result";
import { failed, ok } from "../result.ts";
import {
  type CrowdCells,
  type CrowdPrior,
  crowdDerivatives,
  objectiveOf,
} from "./crowd-likelihood.ts";
import { largest } from "./newton.ts";
import { add, entry, factorise, solve } from "./symmetric-matrix.ts";

export interface CrowdFit {
  /** Log strengths; their mean is 0 by itself. */
  strengths: Float64Array;
  /** The chance that a rater says what the model holds for likelier than not, in (0, 1). */
  reliability: Float64Array;
  /** Of the votes alone, without the prior. */
  logLikelihood: number;
  /** Log-likelihood and log prior, up to a constant. */
  logPosterior: number;
}

const mostIterations = 200;
const starts = 6;

/**
 * Strengths and raters' reliability at the largest posterior density: P(k prefers i to j) =
 * η_k σ(s_i − s_j) + (1 − η_k) σ(s_j − s_i), with normal strengths and beta reliabilities.
 *
 * The density has several peaks: the best of six starts is kept, and of a peak and its mirror (strengths and
 * reliabilities turned round) the one where raters are reliable on average.
 *
 * Source: Chen, Bennett, Collins-Thompson & Horvitz 2013 (WSDM), equations 7 and 9, with a beta prior;
 *         damped Newton steps in (s, logit η), Marquardt 1963.
 * Result: "failed" when no start reaches max|gradient| ≤ 1e-10 × max(1, votes/1000).
 */
export function crowdBt(cells: CrowdCells, prior: CrowdPrior, rng: Rng): Result<CrowdFit> {
  const found: CrowdFit[] = [];
  for (let start = 0; start < starts; start += 1) {
    const fit = climb(cells, prior, startOf(cells, start, rng));
    if (fit !== undefined) found.push(fit);
  }
  const reliable = found.filter(({ reliability }) => meanOf(reliability) > 0.5);
  const [best] = (reliable.length > 0 ? reliable : found).sort(
    (one, other) => other.logPosterior - one.logPosterior,
  );
  return best === undefined ? failed("no start reached a maximum of the posterior") : ok(best);
}

/** Strengths, then logits of reliability: two starts from equal strengths, the others from random ones. */
function startOf({ items, raters }: CrowdCells, start: number, rng: Rng): Float64Array {
  const parameters = new Float64Array(items + raters);
  if (start > 1) for (let i = 0; i < items; i += 1) parameters[i] = 2 * rng.float() - 1;
  parameters.fill(start % 2 === 0 ? Math.log(3) : Math.log(9), items);
  return parameters;
}

function climb(cells: CrowdCells, prior: CrowdPrior, start: Float64Array): CrowdFit | undefined {
  const { items, raters, votes } = cells;
  const target = 1e-10 * Math.max(1, votes / 1000);
  let parameters = start;
  let value = objectiveOf(cells, prior, parameters);
  let damping = 1e-3;
  for (let iteration = 0; iteration < mostIterations; iteration += 1) {
    const at = crowdDerivatives(cells, prior, parameters);
    if (largest(at.gradient) <= target) {
      const reliability = Float64Array.from(
        { length: raters },
        (_, k) => 1 / (1 + Math.exp(-entry(parameters, items + k))),
      );
      const strengths = parameters.slice(0, items);
      const logLikelihood = objectiveOf(cells, undefined, parameters);
      return { strengths, reliability, logLikelihood, logPosterior: value };
    }
    const step = dampedStep(cells, at, damping);
    const next = step && parameters.map((x, p) => x + entry(step, p));
    const nextValue =
      next === undefined ? Number.NEGATIVE_INFINITY : objectiveOf(cells, prior, next);
    // At the top, steps no longer raise the value by more than its rounding.
    if (next !== undefined && nextValue >= value - 1e-12 * Math.abs(value)) {
      parameters = next;
      value = nextValue;
      damping /= 10;
    } else damping = Math.max(damping * 10, 1e-9);
    if (damping > 1e12) return undefined;
  }
  return undefined;
}

/** A Newton step with `damping` on the diagonal, raters solved for first; undefined: not downhill enough. */
function dampedStep(
  { items, raters }: CrowdCells,
  at: ReturnType<typeof crowdDerivatives>,
  damping: number,
): Float64Array | undefined {
  const matrix = at.strengths.slice();
  const right = at.gradient.slice(0, items);
  const own = at.reliability.map((value) => value + damping);
  if (own.some((value) => value <= 0)) return undefined;
  for (let i = 0; i < items; i += 1) add(matrix, i * items + i, damping);
  for (let k = 0; k < raters; k += 1) {
    const cross = at.cross.subarray(k * items, (k + 1) * items);
    eliminate(matrix, right, cross, entry(own, k), entry(at.gradient, items + k));
  }
  if (!factorise(matrix, items)) return undefined;
  solve(matrix, items, right);
  const step = new Float64Array(items + raters);
  step.set(right);
  for (let k = 0; k < raters; k += 1) {
    let rest = entry(at.gradient, items + k);
    for (let i = 0; i < items; i += 1) rest -= entry(at.cross, k * items + i) * entry(right, i);
    step[items + k] = rest / entry(own, k);
  }
  const longest = largest(step);
  return longest > 3 ? step.map((x) => (3 * x) / longest) : step;
}

/** Takes one rater out of the equations of strengths: the Schur complement. */
function eliminate(
  matrix: Float64Array,
  right: Float64Array,
  cross: Float64Array,
  own: number,
  slope: number,
): void {
  const items = cross.length;
  for (let i = 0; i < items; i += 1) {
    const factor = entry(cross, i) / own;
    if (factor === 0) continue;
    add(right, i, -factor * slope);
    for (let j = 0; j <= i; j += 1) add(matrix, i * items + j, -factor * entry(cross, j));
  }
}

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
