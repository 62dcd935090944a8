import { at } from "@pairlab/domain/at";

/**
 * Seats by the method of the largest remainder (Hamilton): each group gets the whole part of its proportional share,
 * the rest goes to the largest fractions, of equal ones to the first.
 *
 * Whole numbers throughout: seats · size is divided with remainder, so that no rounding decides.
 * Throws: RangeError when there are more seats than members.
 */
export function largestRemainder(sizes: readonly number[], seats: number): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (seats > total) throw new RangeError(`largestRemainder: ${seats} seats, ${total} members`);
  if (seats === 0) return sizes.map(() => 0);
  const whole = sizes.map((size) => Math.floor((seats * size) / total));
  const left = seats - whole.reduce((sum, share) => sum + share, 0);
  const raised = new Set(
    sizes
      .map((size, index) => ({ index, rest: (seats * size) % total }))
      .sort((one, other) => other.rest - one.rest)
      .slice(0, left)
      .map(({ index }) => index),
  );
  return sizes.map((_, index) => at(whole, index) + (raised.has(index) ? 1 : 0));
}
