import { at } from "@pairlab/domain/at";

/** A connection that must carry at least `low` and at most `high`. */
export interface BoundedEdge {
  from: number;
  to: number;
  low: number;
  high: number;
}

interface Network {
  head: number[][]; // arcs leaving each node
  to: number[];
  room: number[]; // arc i and its reverse i ^ 1
}

/**
 * Whole-number flow from node 0 to node 1 that respects every edge's bounds.
 *
 * Source: Dinic 1970; lower bounds by the usual reduction to a maximum flow (Ford & Fulkerson 1962).
 *         Whole bounds give a whole flow.
 * Shape:  the answer has one number for each edge, in the order given.
 * Result: undefined when no flow respects the bounds.
 */
export function boundedFlow(nodes: number, edges: readonly BoundedEdge[]): number[] | undefined {
  const source = nodes;
  const sink = nodes + 1;
  const network: Network = { head: Array.from({ length: nodes + 2 }, () => []), to: [], room: [] };
  const surplus = new Array<number>(nodes).fill(0);
  for (const { from, to, low, high } of edges) {
    if (high < low) return undefined;
    addArc(network, from, to, high - low);
    surplus[to] = at(surplus, to) + low;
    surplus[from] = at(surplus, from) - low;
  }
  addArc(network, 1, 0, Number.POSITIVE_INFINITY);
  let needed = 0;
  for (const [node, amount] of surplus.entries()) {
    if (amount > 0) {
      addArc(network, source, node, amount);
      needed += amount;
    }
    if (amount < 0) addArc(network, node, sink, -amount);
  }
  if (maximumFlow(network, source, sink) !== needed) return undefined;
  return edges.map(({ low }, index) => low + at(network.room, 2 * index + 1));
}

function addArc(network: Network, from: number, to: number, room: number): void {
  at(network.head, from).push(network.to.length);
  at(network.head, to).push(network.to.length + 1);
  network.to.push(to, from);
  network.room.push(room, 0);
}

function maximumFlow(network: Network, source: number, sink: number): number {
  let total = 0;
  for (;;) {
    const level = levels(network, source);
    if (at(level, sink) < 0) return total;
    const next = new Array<number>(level.length).fill(0);
    for (;;) {
      const pushed = push(network, level, next, source, sink, Number.POSITIVE_INFINITY);
      if (pushed === 0) break;
      total += pushed;
    }
  }
}

function levels({ head, to, room }: Network, source: number): number[] {
  const level = new Array<number>(head.length).fill(-1);
  level[source] = 0;
  const queue = [source];
  for (const node of queue) {
    for (const arc of at(head, node)) {
      const target = at(to, arc);
      if (at(room, arc) > 0 && at(level, target) < 0) {
        level[target] = at(level, node) + 1;
        queue.push(target);
      }
    }
  }
  return level;
}

function push(
  network: Network,
  level: readonly number[],
  next: number[],
  node: number,
  sink: number,
  limit: number,
): number {
  if (node === sink) return limit;
  const arcs = at(network.head, node);
  for (; at(next, node) < arcs.length; next[node] = at(next, node) + 1) {
    const arc = at(arcs, at(next, node));
    const target = at(network.to, arc);
    const room = at(network.room, arc);
    if (room === 0 || at(level, target) !== at(level, node) + 1) continue;
    const pushed = push(network, level, next, target, sink, Math.min(limit, room));
    if (pushed > 0) {
      network.room[arc] = at(network.room, arc) - pushed;
      network.room[arc ^ 1] = at(network.room, arc ^ 1) + pushed;
      return pushed;
    }
  }
  return 0;
}
