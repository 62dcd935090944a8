import type { Layout } from "./newton.ts";
import type { PairCells } from "./pair-cells.ts";
import type { Terms } from "./pair-model.ts";
import { add, entry } from "./symmetric-matrix.ts";

/** What covariates add to a cell's difference. */
export function shiftOf(
  { columns }: PairCells,
  c: number,
  { covariates }: Layout,
  parameters: Float64Array,
): number {
  if (columns === undefined) return 0;
  return columns.reduce(
    (sum, column, q) => sum + entry(column, c) * entry(parameters, covariates[q] ?? 0),
    0,
  );
}

/** A cell's part of the rows of covariates, behind those of items and position, before that of ties. */
export function addCovariates(
  { columns = [], first, second }: PairCells,
  c: number,
  { size, position, tie, covariates }: Layout,
  gradient: Float64Array,
  information: Float64Array,
  { d, dd, dt }: Terms,
): void {
  for (const [q, column] of columns.entries()) {
    const [x, place] = [entry(column, c), covariates[q] ?? 0];
    const row = place * size;
    add(gradient, place, x * d);
    add(information, row + (first[c] ?? 0), x * dd);
    add(information, row + (second[c] ?? 0), -x * dd);
    if (position >= 0) add(information, row + position, x * dd);
    for (let other = 0; other <= q; other += 1)
      add(information, row + (covariates[other] ?? 0), x * dd * entry(columns[other] ?? column, c));
    if (tie >= 0) add(information, tie * size + place, x * dt);
  }
}
