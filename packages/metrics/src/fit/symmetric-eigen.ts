import { add, entry } from "./symmetric-matrix.ts";

/** Eigenvalues, and eigenvectors as rows. */
export interface SymmetricEigen {
  values: Float64Array;
  vectors: Float64Array;
}

const mostSweeps = 60;

/**
 * All eigenvalues and eigenvectors of a symmetric matrix.
 *
 * Source: the cyclic method of Jacobi 1846, as in Golub & Van Loan 2013, section 8.5; to about 1e-14 of the largest.
 * Shape:  size × size by rows; overwritten.
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) vectors[i * size + i] = 1;
  for (let sweep = 0; sweep < mostSweeps && !diagonal(matrix, size); sweep += 1)
    for (let p = 0; p < size; p += 1)
      for (let q = p + 1; q < size; q += 1) rotate(matrix, vectors, size, p, q);
  return {
    values: Float64Array.from({ length: size }, (_, i) => entry(matrix, i * size + i)),
    vectors,
  };
}

function diagonal(matrix: Float64Array, size: number): boolean {
  let [off, on] = [0, 0];
  for (let i = 0; i < size; i += 1) {
    on += entry(matrix, i * size + i) ** 2;
    for (let j = 0; j < i; j += 1) off += entry(matrix, i * size + j) ** 2;
  }
  return off <= 1e-30 * on || off === 0;
}

/** Makes entry (p, q) nothing. */
function rotate(
  matrix: Float64Array,
  vectors: Float64Array,
  size: number,
  p: number,
  q: number,
): void {
  const off = entry(matrix, p * size + q);
  if (off === 0) return;
  const theta = (entry(matrix, q * size + q) - entry(matrix, p * size + p)) / (2 * off);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < size; k += 1) turn(matrix, k * size + p, k * size + q, c, s);
  for (let k = 0; k < size; k += 1) turn(matrix, p * size + k, q * size + k, c, s);
  for (let k = 0; k < size; k += 1) turn(vectors, p * size + k, q * size + k, c, s);
}

function turn(values: Float64Array, one: number, other: number, c: number, s: number): void {
  const [x, y] = [entry(values, one), entry(values, other)];
  values[one] = c * x - s * y;
  values[other] = s * x + c * y;
}

/** Σ of a function of the eigenvalues × vᵀx × v: the function of the matrix, times x. */
export function functionTimes(
  { values, vectors }: SymmetricEigen,
  of: (value: number) => number,
  x: Float64Array,
): Float64Array {
  const size = x.length;
  const product = new Float64Array(size);
  for (let k = 0; k < size; k += 1) {
    let along = 0;
    for (let i = 0; i < size; i += 1) along += entry(vectors, k * size + i) * entry(x, i);
    along *= of(entry(values, k));
    for (let i = 0; i < size; i += 1) add(product, i, along * entry(vectors, k * size + i));
  }
  return product;
}
