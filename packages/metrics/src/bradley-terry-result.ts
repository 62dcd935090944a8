import { at } from "@pairlab/domain/at";
import type { Note, Result } from "@pairlab/domain/result";
import type { BradleyTerryResult } from "@pairlab/domain/summary";
import { type BradleyTerryFit, bradleyTerry, logistic } from "./bradley-terry.ts";
import { clusteredVariance } from "./clustered-variance.ts";
import { type Comparison, clusteredKind, type Estimand } from "./comparison.ts";
import { ok, undetermined } from "./result.ts";
import { studentQuantile } from "./special/student-t.ts";

const eloPerLog = 400 / Math.LN10;

/** times[i][j]: how often i was preferred to j, a tie half for both. */
export function winMatrix(comparisons: readonly Comparison[], items: number): number[][] {
  const wins = Array.from({ length: items }, () => new Array<number>(items).fill(0));
  for (const { a, b, score } of comparisons) {
    const [rowA, rowB] = [at(wins, a), at(wins, b)];
    rowA[b] = at(rowA, b) + score;
    rowB[a] = at(rowB, a) + 1 - score;
  }
  return wins;
}

/**
 * Bradley-Terry strengths of the arms with clustered standard errors.
 *
 * The influence of a vote on strength k is (M s)_k for its score s and the inverse information M, so the
 * variance is the one of any clustered estimate; intervals use Student's t with one less than the smaller
 * number of clusters.
 *
 * Source: Bradley & Terry 1952; sandwich as in Cameron, Gelbach & Miller 2011.
 * Result: as bradleyTerry and clusteredVariance; components are named by arm.
 */
export function bradleyTerryResult(
  comparisons: readonly Comparison[],
  { arms, estimand, level }: { arms: readonly string[]; estimand: Estimand; level: number },
): BradleyTerryResult {
  const fit = bradleyTerry(winMatrix(comparisons, arms.length));
  if (fit.status === "undetermined")
    return undetermined(
      fit.reason,
      fit.detail?.map((members) => members.map((index) => at(arms, Number(index)))),
    );
  if (fit.status !== "ok") return fit;
  const errors = standardErrors(comparisons, fit.value, estimand, level);
  if (errors.status !== "ok") return errors;
  const { strengths, iterations, logLikelihood } = fit.value;
  const items = arms.map((armId, item) => {
    const logStrength = at(strengths, item);
    const { standardError, quantile } = at(errors.value, item);
    const elo400 = 1000 + logStrength * eloPerLog;
    const half = quantile * standardError * eloPerLog;
    return {
      armId,
      logStrength,
      standardError,
      elo400,
      elo400Interval: {
        kind: clusteredKind[estimand],
        level,
        lower: elo400 - half,
        upper: elo400 + half,
      },
    };
  });
  return ok({ items, iterations, logLikelihood }, errors.notes);
}

function standardErrors(
  comparisons: readonly Comparison[],
  { strengths, covariance }: BradleyTerryFit,
  estimand: Estimand,
  level: number,
): Result<{ standardError: number; quantile: number }[]> {
  const notes: Note[] = [];
  const values: { standardError: number; quantile: number }[] = [];
  for (const row of covariance) {
    const influence = comparisons.map(
      ({ a, b, score }) =>
        (score - logistic(at(strengths, a) - at(strengths, b))) * (at(row, a) - at(row, b)),
    );
    const found = clusteredVariance(influence, comparisons, estimand);
    if (found.status !== "ok") return found;
    const { variance, degreesOfFreedom } = found.value;
    if (variance === 0) return undetermined("every vote is a tie: nothing says how much they vary");
    values.push({
      standardError: Math.sqrt(variance),
      quantile: studentQuantile(level, degreesOfFreedom),
    });
    if (notes.length === 0) notes.push(...found.notes);
  }
  return ok(values, notes);
}
