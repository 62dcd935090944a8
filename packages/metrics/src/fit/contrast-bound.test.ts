import { expect, test } from "vitest";
import { contrastBound } from "./contrast-bound.ts";
import { fitVotes } from "./fit-votes.ts";
import type { PairCells } from "./pair-cells.ts";
import { goldenTable, plainRequest } from "./table.fixture.ts";

const cellsOf = (items: number, rows: readonly [number, number, number, number][]): PairCells => ({
  items,
  first: Uint16Array.from(rows, ([first]) => first),
  second: Uint16Array.from(rows, ([, second]) => second),
  wins: Float64Array.from(rows, ([, , wins]) => wins),
  losses: Float64Array.from(rows, ([, , , losses]) => losses),
  ties: new Float64Array(rows.length),
});

const logit = (p: number): number => Math.log(p / (1 - p));
/** Half the square of the normal quantile of .95. */
const fall = 1.644_853_626_951_472_2 ** 2 / 2;

test.each([1, 5, 100])(
  "an item that won all of %i games: the odds at which that has lost enough likelihood",
  (games) => {
    const found = contrastBound(cellsOf(2, [[0, 1, games, 0]]), [[0], [1]], 0.95);
    if (found.status !== "ok") throw new Error(found.reason);
    expect(found.value).toBeCloseTo(logit(Math.exp(-fall / games)), 8);
  },
);

test("a chain without games of its ends: each link takes half of the fall", () => {
  const cells = cellsOf(3, [
    [0, 1, 5, 0],
    [1, 2, 5, 0],
  ]);
  const found = contrastBound(cells, [[0], [1], [2]], 0.95);
  if (found.status !== "ok") throw new Error(found.reason);
  expect(found.value).toBeCloseTo(2 * logit(Math.exp(-fall / 10)), 8);
});

// scipy 1.17: BFGS at each difference, brentq for where the likelihood has fallen so far.
test.each([
  ["always-wins", 3.179_224],
  ["two-groups", 2.222_352],
])("the separable case %s has the bound that scipy finds", (name, known) => {
  const found = fitVotes(goldenTable(`22-separable/input-${name}.csv`), plainRequest);
  const [contrast] = found.between ?? [];
  expect(contrast?.lower?.value).toBeCloseTo(known, 5);
  expect(found.notes.map(({ code }) => code)).toEqual(["iidAssumed"]);
});
