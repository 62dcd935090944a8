import { at } from "@pairlab/domain/at";

/**
 * The strongly connected components of a directed graph, each sorted, in the order of their first node.
 *
 * Source: Tarjan 1972.
 * Shape:  edges[i] lists where node i leads.
 */
export function strongComponents(edges: readonly (readonly number[])[]): number[][] {
  const index = new Array<number>(edges.length).fill(-1);
  const low = new Array<number>(edges.length).fill(0);
  const open = new Set<number>();
  const components: number[][] = [];
  let next = 0;
  const visit = (node: number): void => {
    index[node] = next;
    low[node] = next;
    next += 1;
    open.add(node);
    for (const other of at(edges, node)) {
      if (at(index, other) === -1) {
        visit(other);
        low[node] = Math.min(at(low, node), at(low, other));
      } else if (open.has(other)) low[node] = Math.min(at(low, node), at(index, other));
    }
    if (at(low, node) !== at(index, node)) return;
    const members = [...open].filter((member) => at(index, member) >= at(index, node));
    for (const member of members) open.delete(member);
    components.push(members.sort((one, other) => one - other));
  };
  edges.forEach((_, node) => {
    if (at(index, node) === -1) visit(node);
  });
  return components.sort((one, other) => at(one, 0) - at(other, 0));
}
