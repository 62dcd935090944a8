import { add, entry } from "./symmetric-matrix.ts";

/** The standard deviation of each entry over rows; at least two of one length. */
export function replicateSd(rows: readonly Float64Array[]): Float64Array {
  const size = rows[0]?.length ?? 0;
  const mean = new Float64Array(size);
  const squares = new Float64Array(size);
  for (const row of rows)
    for (let p = 0; p < size; p += 1) add(mean, p, entry(row, p) / rows.length);
  for (const row of rows)
    for (let p = 0; p < size; p += 1) add(squares, p, (entry(row, p) - entry(mean, p)) ** 2);
  return squares.map((sum) => Math.sqrt(sum / (rows.length - 1)));
}
