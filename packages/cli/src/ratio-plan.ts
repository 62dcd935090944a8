import { KnownError } from "@pairlab/domain/errors";
import type { ProbabilityRatioPlan } from "@pairlab/metrics/sequential/probability-ratio-test";

/** What `--p0`, `--p1`, `--alpha` and `--beta` say. */
export interface RatioOptions {
  p0: number;
  p1: number;
  alpha: number;
  beta: number;
}

/** Throws: KnownError (input) when both shares are one, or the errors leave nothing to decide. */
export function ratioPlan({ p0, p1, alpha, beta }: RatioOptions): ProbabilityRatioPlan {
  if (p0 === p1)
    throw new KnownError("input", `invalid --p1: ${p1} is --p0 too`, {
      hint: "the test decides between two shares",
    });
  if (alpha + beta >= 1)
    throw new KnownError("input", `invalid --alpha and --beta: they sum to ${alpha + beta}`, {
      hint: "their sum is below 1",
    });
  return { p0, p1, alpha, beta };
}
