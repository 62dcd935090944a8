import type { Result } from "@pairlab/domain/result";
import { insufficient, ok } from "../result.ts";

export interface ProbabilityRatioPlan {
  p0: number;
  p1: number;
  alpha: number;
  beta: number;
}

/** What the log likelihood ratio moves by with a win and a loss, and where it stops. */
export interface ProbabilityRatioBounds {
  upper: number;
  lower: number;
  stepWin: number;
  stepLoss: number;
}

/**
 * The bounds of Wald's sequential probability ratio test of p1 against p0, for independent votes.
 *
 * Source: Wald 1945 (Ann. Math. Stat. 16:117): log((1 − β)/α) and log(β/(1 − α)).
 * Unit:   natural log likelihood ratio.
 * Throws: RangeError unless p0 and p1 differ and lie in (0, 1), and alpha + beta < 1.
 */
export function probabilityRatioBounds(plan: ProbabilityRatioPlan): ProbabilityRatioBounds {
  const { p0, p1, alpha, beta } = plan;
  const inside = [p0, p1, alpha, beta].every((value) => value > 0 && value < 1);
  if (!(inside && p0 !== p1 && alpha + beta < 1))
    throw new RangeError("probabilityRatioBounds: needs p0 ≠ p1 in (0, 1) and alpha + beta < 1");
  return {
    upper: Math.log((1 - beta) / alpha),
    lower: Math.log(beta / (1 - alpha)),
    stepWin: Math.log(p1 / p0),
    stepLoss: Math.log((1 - p1) / (1 - p0)),
  };
}

/**
 * Where the test stands after these votes, in their order: it has ended at the first crossing.
 *
 * Result: "insufficient" without votes; otherwise the decision, after how many votes, and the log ratio then.
 */
export function probabilityRatioTest(
  plan: ProbabilityRatioPlan,
  wins: readonly boolean[],
): Result<{ decision: "p1" | "p0" | "continue"; votes: number; logRatio: number }> {
  const { upper, lower, stepWin, stepLoss } = probabilityRatioBounds(plan);
  if (wins.length === 0) return insufficient("no votes", 0, 1);
  let logRatio = 0;
  for (const [index, win] of wins.entries()) {
    logRatio += win ? stepWin : stepLoss;
    if (logRatio >= upper) return ok({ decision: "p1", votes: index + 1, logRatio });
    if (logRatio <= lower) return ok({ decision: "p0", votes: index + 1, logRatio });
  }
  return ok({ decision: "continue", votes: wins.length, logRatio });
}
