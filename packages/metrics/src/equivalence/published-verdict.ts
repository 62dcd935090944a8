import { type Estimate, quantileOf } from "./equivalence-test.ts";

/** What is known of a number someone else published, and how exactly. */
export type Published =
  | { status: "not-published-as-numbers" }
  | { status: "not-comparable"; reason: string }
  | {
      status: "value";
      value: number;
      /** Their standard error; or, for a share, the number of votes behind it. */
      standardError?: number;
      n?: number;
      /** How far a value read off a drawing can be off, both ways. */
      digitisationHalfWidth?: number;
    };

export type Verdict =
  | "reproduced"
  | "differs"
  | "inconclusive"
  | "not comparable"
  | "not published as numbers";

export interface PublishedVerdict {
  verdict: Verdict;
  /** Ours less theirs, with the intervals the verdict rests on; absent where there is no value to compare. */
  difference?: {
    value: number;
    standardError: number;
    ninety: { lower: number; upper: number };
    ninetyFive: { lower: number; upper: number };
  };
  /** Sentences that change how to read the verdict. */
  remarks: string[];
}

/**
 * The verdict on a published number: reproduced when the 90 % interval of the difference lies inside ±margin
 * (the two one-sided tests at .05), differs when it doesn't and the 95 % interval leaves out 0.
 *
 * A digitisation half-width widens both intervals by itself; without any error of theirs the value is taken
 * as exact, and a remark says so.
 *
 * Source: Schuirmann 1987; the margin comes from the plan and has no default.
 * Unit:   as the number's; a share is in [0, 1] when `n` is given.
 * Throws: RangeError unless margin > 0, standard errors are at least 0, and with n the value is in [0, 1].
 */
export function publishedVerdict(
  ours: Estimate,
  published: Published,
  margin: number,
): PublishedVerdict {
  if (published.status === "not-published-as-numbers")
    return { verdict: "not published as numbers", remarks: [] };
  if (published.status === "not-comparable")
    return { verdict: "not comparable", remarks: [published.reason] };
  if (!(margin > 0 && ours.standardError >= 0 && Number.isFinite(published.value)))
    throw new RangeError("publishedVerdict: needs margin > 0, errors >= 0 and a finite value");
  const theirs = errorOf(published);
  const widening = published.digitisationHalfWidth ?? 0;
  const standardError = Math.hypot(ours.standardError, theirs ?? 0);
  const value = ours.value - published.value;
  const ends = (level: number) => {
    const half = quantileOf(level, ours.degreesOfFreedom) * standardError + widening;
    return { lower: value - half, upper: value + half };
  };
  const [ninety, ninetyFive] = [ends(0.9), ends(0.95)];
  const inside = ninety.lower > -margin && ninety.upper < margin;
  const apart = ninetyFive.lower > 0 || ninetyFive.upper < 0;
  const remarks = [
    ...(theirs === undefined
      ? ["their sampling error is unknown; their value is taken as exact"]
      : []),
    ...(widening > 0 ? [`their value was read off a drawing to ± ${widening}`] : []),
    ...(inside && apart ? ["differs within the margin"] : []),
  ];
  return {
    verdict: verdictOf(inside, apart),
    difference: { value, standardError, ninety, ninetyFive },
    remarks,
  };
}

function verdictOf(inside: boolean, apart: boolean): Verdict {
  if (inside) return "reproduced";
  return apart ? "differs" : "inconclusive";
}

function errorOf(published: Extract<Published, { status: "value" }>): number | undefined {
  const { value, standardError, n } = published;
  if (standardError !== undefined) {
    if (!(standardError >= 0)) throw new RangeError(`a standard error of ${standardError}`);
    return standardError;
  }
  if (n === undefined) return undefined;
  if (!(n > 0 && value >= 0 && value <= 1)) throw new RangeError(`a share of ${value}, n ${n}`);
  return Math.sqrt((value * (1 - value)) / n);
}

/**
 * The verdict on a claim of direction: an interval on the claimed side of `neutral` supports it, one on the
 * other side contradicts it.
 *
 * Throws: RangeError when the interval's ends are out of order.
 */
export function directionVerdict(
  { lower, upper }: { lower: number; upper: number },
  claim: "above" | "below",
  neutral = 0.5,
): "supported" | "contradicted" | "inconclusive" {
  if (!(lower <= upper)) throw new RangeError(`an interval from ${lower} to ${upper}`);
  if (lower <= neutral && upper >= neutral) return "inconclusive";
  return lower > neutral === (claim === "above") ? "supported" : "contradicted";
}
