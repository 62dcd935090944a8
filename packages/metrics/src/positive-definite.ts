import { at } from "@pairlab/domain/at";

/**
 * The inverse of a symmetric positive definite matrix, by Cholesky's decomposition.
 *
 * Result: undefined when the matrix isn't positive definite.
 * Throws: RangeError when it isn't square.
 */
export function inverseOfPositiveDefinite(
  matrix: readonly (readonly number[])[],
): number[][] | undefined {
  const factor = cholesky(matrix);
  if (factor === undefined) return undefined;
  const columns = matrix.map((_, j) =>
    solve(
      factor,
      matrix.map((__, i) => (i === j ? 1 : 0)),
    ),
  );
  return columns; // symmetric: columns are rows
}

function cholesky(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const factor: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    if (row.length !== matrix.length) throw new RangeError("the matrix isn't square");
    const line: number[] = [];
    for (const [j, other] of factor.entries())
      line.push((at(row, j) - dot(line, other, j)) / at(other, j));
    const rest = at(row, i) - dot(line, line, i);
    if (!(rest > 0)) return undefined;
    line.push(Math.sqrt(rest));
    factor.push(line);
  }
  return factor;
}

function dot(one: readonly number[], other: readonly number[], length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k += 1) sum += at(one, k) * at(other, k);
  return sum;
}

function solve(factor: readonly (readonly number[])[], right: readonly number[]): number[] {
  const x = [...right];
  for (let i = 0; i < x.length; i += 1) {
    x[i] = (at(x, i) - dot(at(factor, i), x, i)) / at(at(factor, i), i);
  }
  for (let i = x.length - 1; i >= 0; i -= 1) {
    let rest = at(x, i);
    for (let k = i + 1; k < x.length; k += 1) rest -= at(at(factor, k), i) * at(x, k);
    x[i] = rest / at(at(factor, i), i);
  }
  return x;
}
