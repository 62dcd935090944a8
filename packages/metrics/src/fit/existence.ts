import { strongComponents } from "../strong-components.ts";
import type { PairCells } from "./pair-cells.ts";
import { stronglyLinked } from "./strongly-linked.ts";

/** Why a maximum of the likelihood isn't finite; undefined: it is. */
export type NoMaximum = "no votes" | "components" | "alias" | "position" | "tie";

export interface Existence {
  /** Groups within which everyone is linked to everyone by wins or ties both ways; sorted. */
  components: number[][];
  /** Items without any comparison. */
  idle: number[];
  missing: NoMaximum | undefined;
  /** The sign of an infinite effect of the left side. */
  sign?: 1 | -1;
}

/**
 * Whether strengths, the effect of the left side and a tie parameter have a finite maximum of the likelihood.
 *
 * Without further parameters the graph of who ever beat or tied whom must be strongly connected. With them,
 * a direction along which no observed outcome becomes less likely must not exist: that is a system of
 * difference constraints on strengths for each sign of the tie parameter and each value of the left effect.
 *
 * Source: Ford 1957 (Am. Math. Mon. 64:28); Albert & Anderson 1984 for the directions; Bellman 1958.
 * Shape:  cells with sides kept apart when `position` is set. `tie`: ties are an outcome with a parameter.
 */
export function existence(
  cells: PairCells,
  { position, tie }: { position: boolean; tie: boolean },
): Existence {
  const idle = idleItems(cells);
  const linked = stronglyLinked(cells);
  const everyone = () => [Array.from({ length: cells.items }, (_, item) => item)];
  const components = linked ? everyone() : strongComponents(edgesOf(cells));
  const found = { components, idle };
  if (idle.length > 0) return { ...found, missing: "no votes" };
  if (components.length > 1) return { ...found, missing: "components" };
  const side = position ? sideProblem(cells) : undefined;
  if (side !== undefined) return { ...found, ...side };
  if (tie && tieDirection(cells, position)) return { ...found, missing: "tie" };
  return { ...found, missing: undefined };
}

function sideProblem(cells: PairCells): Pick<Existence, "missing" | "sign"> | undefined {
  const [up, down] = [feasible(cells, 1, 0), feasible(cells, -1, 0)];
  // Both ways: strengths can make up for any effect, and the likelihood stays the same.
  if (up && down) return { missing: "alias" };
  if (up) return { missing: "position", sign: 1 };
  return down ? { missing: "position", sign: -1 } : undefined;
}

function idleItems({ items, first, second }: PairCells): number[] {
  const played = new Uint8Array(items);
  for (const item of first) played[item] = 1;
  for (const item of second) played[item] = 1;
  return [...played.keys()].filter((item) => played[item] === 0);
}

function edgesOf({ items, first, second, wins, losses, ties }: PairCells): number[][] {
  const edges: number[][] = Array.from({ length: items }, () => []);
  for (let c = 0; c < first.length; c += 1) {
    const [i, j] = [first[c] ?? 0, second[c] ?? 0];
    if ((wins[c] ?? 0) + (ties[c] ?? 0) > 0) edges[i]?.push(j);
    if ((losses[c] ?? 0) + (ties[c] ?? 0) > 0) edges[j]?.push(i);
  }
  return edges;
}

/** β_to ≤ β_from + bound, where bound = fixed + slope × left. */
interface Constraint {
  from: number;
  to: number;
  fixed: number;
  slope: number;
}

/** What a direction with tie parameter `tie` must satisfy: no outcome that happened loses probability. */
function constraintsOf(cells: PairCells, tie: number): Constraint[] {
  const { first, second, wins, losses, ties } = cells;
  const found: Constraint[] = [];
  for (let c = 0; c < first.length; c += 1) {
    const [i, j] = [first[c] ?? 0, second[c] ?? 0];
    const even = (ties[c] ?? 0) > 0;
    // d = β_i − β_j + left; a win needs d ≥ tie, a loss −d ≥ tie, a tie |d| ≤ tie.
    if ((wins[c] ?? 0) > 0) found.push({ from: i, to: j, fixed: -tie, slope: 1 });
    if ((losses[c] ?? 0) > 0) found.push({ from: j, to: i, fixed: -tie, slope: -1 });
    if (!even) continue;
    found.push({ from: j, to: i, fixed: tie, slope: -1 });
    found.push({ from: i, to: j, fixed: tie, slope: 1 });
  }
  return found;
}

const feasible = (cells: PairCells, left: number, tie: number): boolean =>
  negativeCycle(cells.items, constraintsOf(cells, tie), left) === undefined;

/** Whether ties can become ever likelier: a negative tie direction contradicts the ties that were seen. */
function tieDirection(cells: PairCells, position: boolean): boolean {
  const constraints = constraintsOf(cells, 1);
  if (!position) return negativeCycle(cells.items, constraints, 0) === undefined;
  // The left effects that a direction may have are an interval: each negative cycle cuts some off.
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  let left = 0;
  for (;;) {
    const cycle = negativeCycle(cells.items, constraints, left);
    if (cycle === undefined) return true;
    if (cycle.slope === 0) return false;
    const bound = -cycle.fixed / cycle.slope;
    if (cycle.slope > 0) low = Math.max(low, bound);
    else high = Math.min(high, bound);
    if (low > high) return false;
    left = Number.isFinite(low) ? low : high;
  }
}

/**
 * A cycle of constraints that no strengths satisfy, summed; undefined when all can be.
 *
 * Source: Bellman 1958; sums are of whole numbers times `left`, so a small tolerance is safe.
 */
function negativeCycle(
  items: number,
  constraints: readonly Constraint[],
  left: number,
): { fixed: number; slope: number } | undefined {
  const bound = new Float64Array(items);
  const last = new Int32Array(items).fill(-1);
  let moved = -1;
  for (let round = 0; round <= items; round += 1) {
    moved = -1;
    constraints.forEach(({ from, to, fixed, slope }, c) => {
      const reach = (bound[from] ?? 0) + fixed + slope * left;
      if (reach >= (bound[to] ?? 0) - 1e-9) return;
      bound[to] = reach;
      last[to] = c;
      moved = to;
    });
    if (moved < 0) return undefined;
  }
  return summedCycle(items, constraints, last, moved);
}

function summedCycle(
  items: number,
  constraints: readonly Constraint[],
  last: Int32Array,
  start: number,
): { fixed: number; slope: number } {
  const before = (node: number): Constraint | undefined => constraints[last[node] ?? -1];
  let node = start;
  for (let step = 0; step < items; step += 1) node = before(node)?.from ?? node;
  const sum = { fixed: 0, slope: 0 };
  let at = node;
  do {
    const edge = before(at);
    sum.fixed += edge?.fixed ?? 0;
    sum.slope += edge?.slope ?? 0;
    at = edge?.from ?? node;
  } while (at !== node);
  return sum;
}
