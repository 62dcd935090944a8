import { at } from "@pairlab/domain/at";
import type { Result } from "@pairlab/domain/result";
import { inverseOfPositiveDefinite } from "./positive-definite.ts";
import { failed, insufficient, ok, undetermined } from "./result.ts";
import { strongComponents } from "./strong-components.ts";

/** Bradley-Terry strengths and what their uncertainty is computed from. */
export interface BradleyTerryFit {
  /** Natural log, mean 0. */
  strengths: number[];
  /** Inverse of the information on the space of contrasts: the covariance for independent votes. */
  covariance: number[][];
  /** Without binomial coefficients; half a win is half a term. */
  logLikelihood: number;
  iterations: number;
}

const mostIterations = 50;
const longestStep = 2;

/**
 * Bradley-Terry strengths by Newton's method.
 *
 * Source: Zermelo 1929; Bradley & Terry 1952; existence by Ford 1957: the graph of who ever beat or tied
 *         whom must be strongly connected, which is tested before any iteration.
 * Shape:  wins[i][j] = times i was preferred to j, a tie half a win for both; n × n, diagonal ignored.
 * Throws: RangeError when wins isn't square or has a negative entry.
 * Result: "insufficient" for an item without comparisons; "undetermined" with the components when strengths
 *         would be infinite or parts can't be compared; "failed" when Newton's method doesn't settle.
 */
export function bradleyTerry(wins: readonly (readonly number[])[]): Result<BradleyTerryFit> {
  const size = wins.length;
  for (const row of wins)
    if (row.length !== size || row.some((value) => !(value >= 0)))
      throw new RangeError("bradleyTerry: wins must be square with entries of at least 0");
  if (size < 2) return insufficient("one item can't be compared", size, 2);
  const played = wins.filter((row, i) =>
    row.some((value, j) => i !== j && value + at(at(wins, j), i) > 0),
  ).length;
  if (played < size) return insufficient("an item has no comparisons", played, size);
  const components = strongComponents(
    wins.map((row, i) => row.flatMap((value, j) => (i !== j && value > 0 ? [j] : []))),
  );
  if (components.length > 1)
    return undetermined(
      "no common ranking: some items always won, or were never compared",
      components.map((members) => members.map(String)),
    );
  return newton(wins);
}

function newton(wins: readonly (readonly number[])[]): Result<BradleyTerryFit> {
  const total = wins.flatMap((row, i) => row.filter((_, j) => i !== j)).reduce((a, b) => a + b, 0);
  let strengths = wins.map(() => 0);
  let settled = false;
  for (let iterations = 0; iterations < mostIterations; iterations += 1) {
    const { gradient, information } = derivatives(wins, strengths);
    const covariance = contrastInverse(information);
    if (covariance === undefined) return failed("the information matrix isn't positive definite");
    const last = settled;
    settled = Math.max(...gradient.map(Math.abs)) <= 1e-10 * total;
    if (last) {
      const logLikelihood = logLikelihoodOf(wins, strengths);
      return ok({ strengths, covariance, logLikelihood, iterations });
    }
    // Settled: the step below is the one more that brings the last digits.
    strengths = stepped(strengths, covariance, gradient);
  }
  return failed(`Newton's method did not settle in ${mostIterations} steps`);
}

function stepped(
  strengths: readonly number[],
  covariance: readonly (readonly number[])[],
  gradient: readonly number[],
): number[] {
  const step = covariance.map((row) => dot(row, gradient));
  const longest = Math.max(...step.map(Math.abs));
  const scale = longest > longestStep ? longestStep / longest : 1;
  const moved = strengths.map((value, i) => value + scale * at(step, i));
  const mean = moved.reduce((sum, value) => sum + value, 0) / moved.length;
  return moved.map((value) => value - mean);
}

function derivatives(wins: readonly (readonly number[])[], strengths: readonly number[]) {
  const gradient = wins.map(() => 0);
  const information = wins.map((row) => row.map(() => 0));
  wins.forEach((row, i) => {
    row.forEach((win, j) => {
      if (i === j) return;
      const games = win + at(at(wins, j), i);
      const p = logistic(at(strengths, i) - at(strengths, j));
      const weight = games * p * (1 - p);
      gradient[i] = at(gradient, i) + win - games * p;
      const line = at(information, i);
      line[i] = at(line, i) + weight;
      line[j] = at(line, j) - weight;
    });
  });
  return { gradient, information };
}

/** (L + 11ᵀ/K)⁻¹ − 11ᵀ/K for the Laplacian L: its inverse on vectors that sum to 0. */
function contrastInverse(laplacian: readonly (readonly number[])[]): number[][] | undefined {
  const ones = 1 / laplacian.length;
  const inverse = inverseOfPositiveDefinite(
    laplacian.map((row) => row.map((value) => value + ones)),
  );
  return inverse?.map((row) => row.map((value) => value - ones));
}

const logLikelihoodOf = (
  wins: readonly (readonly number[])[],
  strengths: readonly number[],
): number =>
  wins
    .flatMap((row, i) =>
      row.map((win, j) =>
        i === j || win === 0 ? 0 : -win * Math.log1p(Math.exp(at(strengths, j) - at(strengths, i))),
      ),
    )
    .reduce((sum, value) => sum + value, 0);

/** The chance that the first of two is preferred, for a difference of log strengths. */
export const logistic = (difference: number): number => 1 / (1 + Math.exp(-difference));

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, i) => sum + value * at(other, i), 0);
