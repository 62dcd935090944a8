import { at } from "@pairlab/domain/at";
import { type Rng, shuffled } from "@pairlab/domain/random";
import { type BoundedEdge, boundedFlow } from "./bounded-flow.ts";
import type { Task } from "./design-allocation.ts";
import type { Link } from "./euler-orientation.ts";
import { evenOutArms, type Slot } from "./even-out-arms.ts";

/**
 * Sides of all forms that have no twin: true where the pair's first arm stands on the left.
 *
 * For each pair, each pair in a question and each pair in a form, left and right differ by at most 1:
 * half of every group is a fractional flow between its rounded halves, so a whole one exists. Person ×
 * arm can't be had by a flow; it is improved as far as swaps between forms allow, which is to a
 * difference of at most 1 whenever each pair has an even number of trials in each form.
 */
export function soloSides(
  forms: readonly (readonly Task[])[],
  pairs: readonly Link[],
  rng: Rng,
): boolean[][] {
  const slots: Slot[] = forms.flatMap((form, formIndex) =>
    form.map((task, place) => ({
      form: formIndex,
      place,
      pair: task.pair,
      question: task.question,
    })),
  );
  const order = shuffled(slots, rng);
  const halves = halve(order, forms.length, pairs.length);
  const sides = evenOutArms(order, halves, pairs, rng);
  const shown = forms.map((form) => form.map(() => false));
  for (const [index, { form, place }] of order.entries()) {
    const row = at(shown, form);
    row[place] = at(sides, index);
  }
  return shown;
}

/** Flow: source → pair in form → pair in question → pair → sink, half of everything. */
function halve(slots: readonly Slot[], forms: number, pairs: number): boolean[] {
  const formNode = ({ form, pair }: Slot) => 2 + form * pairs + pair;
  const pairNode = ({ pair }: Slot) => 2 + forms * pairs + pair;
  const questionNode = ({ question, pair }: Slot) =>
    2 + forms * pairs + pairs * (1 + question) + pair;
  const questions = new Set(slots.map(({ question }) => question)).size;
  const nodes = 2 + forms * pairs + pairs * (1 + questions);
  const groups = new Map<number, BoundedEdge>();
  const count = (from: number, to: number) => {
    const name = from * nodes + to;
    const edge = groups.get(name) ?? { from, to, low: 0, high: 0 };
    if (!groups.has(name)) groups.set(name, edge);
    edge.high += 1;
  };
  for (const slot of slots) {
    count(0, formNode(slot));
    count(questionNode(slot), pairNode(slot));
    count(pairNode(slot), 1);
  }
  const single = slots.map((slot) => ({
    from: formNode(slot),
    to: questionNode(slot),
    low: 0,
    high: 1,
  }));
  const half = ({ from, to, high }: BoundedEdge): BoundedEdge => ({
    from,
    to,
    low: Math.floor(high / 2),
    high: Math.ceil(high / 2),
  });
  const flow = boundedFlow(nodes, [...single, ...[...groups.values()].map(half)]);
  if (flow === undefined) throw new RangeError("halves of two nested families always have a flow");
  return slots.map((_, index) => flow[index] === 1);
}
