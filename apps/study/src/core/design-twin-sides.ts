import { at } from "@pairlab/domain/at";
import { type Rng, shuffled } from "@pairlab/domain/random";
import type { Task } from "./design-allocation.ts";
import { eulerOrientation, type Link } from "./euler-orientation.ts";

/**
 * Sides of one form that has a twin: true where the pair's first arm stands on the left.
 *
 * Each pair's trials go half and half. The odd ones are edges between arms, led along Euler trails, so
 * that each arm's left and right differ by at most 1. The twin swaps all sides and so does the same.
 */
export function twinSides(form: readonly Task[], pairs: readonly Link[], rng: Rng): boolean[] {
  const places = pairs.map((_, pair) => placesOf(form, pair));
  const odd = shuffled([...pairs.keys()], rng).filter((pair) => at(places, pair).length % 2 === 1);
  const forward = eulerOrientation(odd.map((pair) => at(pairs, pair)));
  // An Euler trail may be walked either way round: without the coin the first arm would lead.
  const reversed = rng.below(2) === 1;
  const sides = form.map(() => false);
  for (const [pair, mine] of places.entries()) {
    const lead = odd.indexOf(pair);
    const first = lead < 0 ? rng.below(2) === 1 : at(forward, lead) !== reversed;
    for (const [turn, place] of mine.entries()) sides[place] = first === (turn % 2 === 0);
  }
  return sides;
}

/** Where a pair's trials are, question by question: alternating along them halves each block too. */
function placesOf(form: readonly Task[], pair: number): number[] {
  return [...form.entries()]
    .filter(([, task]) => task.pair === pair)
    .sort(([, one], [, other]) => one.question - other.question)
    .map(([place]) => place);
}
