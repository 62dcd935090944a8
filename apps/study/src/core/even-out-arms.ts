import { at } from "@pairlab/domain/at";
import type { Rng } from "@pairlab/domain/random";
import type { Link } from "./euler-orientation.ts";

/** A trial's place in the design, without its prompt. */
export interface Slot {
  form: number;
  place: number;
  pair: number;
  question: number;
}

/** Left minus right so far: of each pair in each form, of each arm in each form. */
interface Tally {
  sides: boolean[];
  pairLean: Map<string, number>;
  armLean: Map<string, number>;
}

const triesPerSlot = 60;

/**
 * The same sides, with each arm's left and right inside each form brought nearer to each other.
 *
 * A move turns two trials of one pair and question in two forms, one leaning each way, so that pair's
 * balance stays what it was, in both forms and in all. Moves that make no arm worse are taken.
 */
export function evenOutArms(
  slots: readonly Slot[],
  sides: readonly boolean[],
  pairs: readonly Link[],
  rng: Rng,
): boolean[] {
  const tally: Tally = { sides: [...sides], pairLean: new Map(), armLean: new Map() };
  for (const [index, slot] of slots.entries()) lean(tally, pairs, slot, at(sides, index) ? 1 : -1);
  const groups = [...indicesByPairAndQuestion(slots).values()];
  let left = excess(tally.armLean.values());
  for (let turn = 0; left > 0 && turn < triesPerSlot * slots.length; turn += 1) {
    const group = at(groups, rng.below(groups.length));
    const one = at(group, rng.below(group.length));
    const other = at(group, rng.below(group.length));
    left -= gainOfSwap(tally, slots, pairs, one, other);
  }
  return tally.sides;
}

function indicesByPairAndQuestion(slots: readonly Slot[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [index, { pair, question }] of slots.entries()) {
    const name = `${pair} ${question}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [index]);
    else group.push(index);
  }
  return groups;
}

/** Turns both trials if that makes no arm worse. Result: by how much the excess fell. */
function gainOfSwap(
  tally: Tally,
  slots: readonly Slot[],
  pairs: readonly Link[],
  one: number,
  other: number,
): number {
  const [first, second] = [at(slots, one), at(slots, other)];
  const sign = at(tally.sides, one) ? 1 : -1;
  const opposite = at(tally.sides, other) !== at(tally.sides, one) && first.form !== second.form;
  if (!opposite || pairLean(tally, first) !== sign || pairLean(tally, second) !== -sign) return 0;
  const { a, b } = at(pairs, first.pair);
  const touched = [first, second].flatMap(({ form }) => [`${form} ${a}`, `${form} ${b}`]);
  const now = () => excess(touched.map((name) => tally.armLean.get(name) ?? 0));
  const before = now();
  lean(tally, pairs, first, -2 * sign);
  lean(tally, pairs, second, 2 * sign);
  const gain = before - now();
  if (gain < 0) {
    lean(tally, pairs, first, 2 * sign);
    lean(tally, pairs, second, -2 * sign);
    return 0;
  }
  tally.sides[one] = sign < 0;
  tally.sides[other] = sign > 0;
  return gain;
}

const pairLean = ({ pairLean }: Tally, { form, pair }: Slot): number =>
  pairLean.get(`${form} ${pair}`) ?? 0;

function lean(tally: Tally, pairs: readonly Link[], slot: Slot, by: number): void {
  const { a, b } = at(pairs, slot.pair);
  add(tally.pairLean, `${slot.form} ${slot.pair}`, by);
  add(tally.armLean, `${slot.form} ${a}`, by);
  add(tally.armLean, `${slot.form} ${b}`, -by);
}

function add(counts: Map<string, number>, name: string, by: number): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}

/** How far the differences go beyond the 1 that odd numbers can't avoid. */
function excess(differences: Iterable<number>): number {
  let sum = 0;
  for (const difference of differences) sum += Math.max(0, Math.abs(difference) - 1);
  return sum;
}
