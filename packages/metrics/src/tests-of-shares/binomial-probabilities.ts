import { at } from "@pairlab/domain/at";

/**
 * The probabilities of 0 to n successes in n independent trials.
 *
 * Built from the mode by the recurrence between neighbours and divided by their sum, so that nothing
 * overflows for n in the millions; tails too small for a number are 0.
 * Throws: RangeError unless n is a whole number of at least 0 and 0 < p < 1.
 */
export function binomialProbabilities(n: number, p: number): Float64Array {
  if (!(Number.isInteger(n) && n >= 0 && p > 0 && p < 1))
    throw new RangeError(`binomialProbabilities(${n}, ${p}): needs whole n >= 0 and 0 < p < 1`);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const odds = p / (1 - p);
  return fromMode(n + 1, mode, (k) => ((n - k + 1) / k) * odds);
}

/**
 * The probabilities of a hypergeometric count: k of `drawn` come from the `marked` of `total`.
 *
 * Shape:  place i is for k = lowest + i; lowest = max(0, drawn + marked − total).
 * Throws: RangeError unless all are whole and marked, drawn <= total.
 */
export function hypergeometricProbabilities(
  total: number,
  marked: number,
  drawn: number,
): { lowest: number; probabilities: Float64Array } {
  if (
    ![total, marked, drawn].every(
      (count) => Number.isInteger(count) && count >= 0 && count <= total,
    )
  )
    throw new RangeError(`hypergeometricProbabilities(${total}, ${marked}, ${drawn})`);
  const lowest = Math.max(0, drawn + marked - total);
  const highest = Math.min(drawn, marked);
  const guess = Math.floor(((drawn + 1) * (marked + 1)) / (total + 2));
  const mode = Math.max(lowest, Math.min(highest, guess));
  const ratio = (i: number): number => {
    const k = lowest + i;
    return ((marked - k + 1) * (drawn - k + 1)) / (k * (total - marked - drawn + k));
  };
  return { lowest, probabilities: fromMode(highest - lowest + 1, mode - lowest, ratio) };
}

/** ratio(i) is the probability at i over that at i − 1. */
function fromMode(length: number, mode: number, ratio: (i: number) => number): Float64Array {
  const weights = new Float64Array(length);
  weights[mode] = 1;
  for (let i = mode + 1; i < length; i += 1) weights[i] = at(weights, i - 1) * ratio(i);
  for (let i = mode; i > 0; i -= 1) weights[i - 1] = at(weights, i) / ratio(i);
  const total = ascendingSum(weights, mode);
  return weights.map((weight) => weight / total);
}

/** Tails first, so that the many small terms aren't lost beside the mode's. */
function ascendingSum(weights: Float64Array, mode: number): number {
  let [below, above] = [0, 0];
  for (let i = 0; i < mode; i += 1) below += at(weights, i);
  for (let i = weights.length - 1; i > mode; i -= 1) above += at(weights, i);
  return below + above + at(weights, mode);
}
