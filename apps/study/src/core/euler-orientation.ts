import { at } from "@pairlab/domain/at";

/** An undirected connection between two nodes. */
export interface Link {
  a: number;
  b: number;
}

/**
 * Directions for the edges of a graph, such that at each node leaving and arriving edges differ by
 * at most one.
 *
 * Source: Euler 1736. An extra node joined to each odd one makes every degree even; a closed trail
 *         leaves each node as often as it arrives.
 * Result: for each edge, true when it leads from `a` to `b`.
 */
export function eulerOrientation(links: readonly Link[]): boolean[] {
  const extra = 1 + Math.max(-1, ...links.flatMap(({ a, b }) => [a, b]));
  const degree = new Array<number>(extra).fill(0);
  for (const { a, b } of links) {
    degree[a] = at(degree, a) + 1;
    degree[b] = at(degree, b) + 1;
  }
  const odd = degree.flatMap((count, node) => (count % 2 === 1 ? [{ a: node, b: extra }] : []));
  const all = [...links, ...odd];
  const leaving: number[][] = Array.from({ length: extra + 1 }, () => []);
  for (const [index, { a, b }] of all.entries()) {
    at(leaving, a).push(index);
    at(leaving, b).push(index);
  }
  const forward = new Array<boolean | undefined>(all.length).fill(undefined);
  for (let start = 0; start <= extra; start += 1) walkFrom(start, all, leaving, forward);
  return links.map((_, index) => forward[index] === true);
}

/** Follows unused edges until stuck, which with even degrees happens only back at the start. */
function walkFrom(
  start: number,
  links: readonly Link[],
  leaving: readonly number[][],
  forward: (boolean | undefined)[],
): void {
  let node = start;
  for (;;) {
    const edge = at(leaving, node).pop();
    if (edge === undefined) return;
    if (forward[edge] !== undefined) continue;
    const { a, b } = at(links, edge);
    forward[edge] = a === node;
    node = a === node ? b : a;
  }
}
