import { at } from "@pairlab/domain/at";

/**
 * A batch of pairs that tells most and connects all items: the minimum spanning tree of 1/gain, largest gain
 * first.
 *
 * Source: Mikhailiuk et al. 2021 (ASAP), section 3.4; Kruskal 1956. Equal gains go by place.
 * Shape:  gain[i][j], n × n, symmetric, above 0 off the diagonal.
 * Throws: RangeError when it isn't square or a gain isn't above 0.
 */
export function pairTree(gain: readonly (readonly number[])[]): [number, number][] {
  const size = gain.length;
  const pairs = gain.flatMap((row, i) => {
    if (row.length !== size) throw new RangeError("pairTree: gain must be square");
    return row.slice(0, i).map((value, j) => {
      if (!(value > 0)) throw new RangeError(`pairTree: a gain of ${value}`);
      return { i: j, j: i, value };
    });
  });
  const group = gain.map((_, i) => i);
  const tree: [number, number][] = [];
  for (const { i, j } of pairs.sort((one, other) => other.value - one.value)) {
    const [own, theirs] = [at(group, i), at(group, j)];
    if (own === theirs) continue;
    tree.push([i, j]);
    for (const [k, other] of group.entries()) if (other === theirs) group[k] = own;
  }
  return tree;
}
