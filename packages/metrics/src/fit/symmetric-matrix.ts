/** One entry, without a check: for loops whose bounds hold. One kind of array keeps it fast. */
export const entry = (values: Float64Array, place: number): number => values[place] ?? 0;

/** Adds to one entry. */
export function add(values: Float64Array, place: number, value: number): void {
  values[place] = entry(values, place) + value;
}

/**
 * The lower Cholesky factor of a symmetric matrix, in place.
 *
 * Shape:  matrix is size × size by rows; only its lower half is read and written.
 * Result: false when the matrix isn't positive definite.
 */
export function factorise(matrix: Float64Array, size: number): boolean {
  for (let j = 0; j < size; j += 1) {
    const column = j * size;
    const rest = entry(matrix, column + j) - rowProduct(matrix, column, column, j);
    if (!(rest > 0)) return false;
    const diagonal = Math.sqrt(rest);
    matrix[column + j] = diagonal;
    let i = j + 1;
    for (; i + 3 < size; i += 4) fourRows(matrix, size, i, j, diagonal);
    for (; i < size; i += 1) {
      const place = i * size + j;
      const sum = rowProduct(matrix, i * size, column, j);
      matrix[place] = (entry(matrix, place) - sum) / diagonal;
    }
  }
  return true;
}

/** Column j's entries of four rows from i on: four sums that don't wait for each other's rounding. */
function fourRows(
  matrix: Float64Array,
  size: number,
  i: number,
  j: number,
  diagonal: number,
): void {
  const column = j * size;
  const one = i * size;
  const two = one + size;
  const three = two + size;
  const four = three + size;
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let k = 0; k < j; k += 1) {
    const factor = entry(matrix, column + k);
    first += entry(matrix, one + k) * factor;
    second += entry(matrix, two + k) * factor;
    third += entry(matrix, three + k) * factor;
    fourth += entry(matrix, four + k) * factor;
  }
  matrix[one + j] = (entry(matrix, one + j) - first) / diagonal;
  matrix[two + j] = (entry(matrix, two + j) - second) / diagonal;
  matrix[three + j] = (entry(matrix, three + j) - third) / diagonal;
  matrix[four + j] = (entry(matrix, four + j) - fourth) / diagonal;
}

/** Σ over k < length of two rows' entries. */
function rowProduct(matrix: Float64Array, one: number, other: number, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k += 1) sum += entry(matrix, one + k) * entry(matrix, other + k);
  return sum;
}

/** Solves L Lᵀ x = right in place, for a factor of `factorise`. */
export function solve(factor: Float64Array, size: number, right: Float64Array): void {
  for (let i = 0; i < size; i += 1) {
    let sum = entry(right, i);
    for (let k = 0; k < i; k += 1) sum -= entry(factor, i * size + k) * entry(right, k);
    right[i] = sum / entry(factor, i * size + i);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    const value = entry(right, i) / entry(factor, i * size + i);
    right[i] = value;
    for (let k = 0; k < i; k += 1) add(right, k, -entry(factor, i * size + k) * value);
  }
}

/** The inverse of L Lᵀ, by rows: L⁻¹ first, whose upper half is 0, then its product with itself. */
export function inverseOf(factor: Float64Array, size: number): Float64Array {
  const lower = inverseOfFactor(factor, size);
  const inverse = new Float64Array(size * size);
  for (let k = 0; k < size; k += 1)
    for (let i = 0; i <= k; i += 1)
      addRow(inverse, i * size, lower, k * size, i + 1, entry(lower, k * size + i));
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < i; j += 1) inverse[j * size + i] = entry(inverse, i * size + j);
  return inverse;
}

/** L⁻¹ by forward substitution, row by row. */
function inverseOfFactor(factor: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    const row = i * size;
    lower[row + i] = 1;
    for (let k = 0; k < i; k += 1)
      addRow(lower, row, lower, k * size, k + 1, -entry(factor, row + k));
    const scale = 1 / entry(factor, row + i);
    for (let j = 0; j <= i; j += 1) lower[row + j] = entry(lower, row + j) * scale;
  }
  return lower;
}

/** Adds a multiple of the first entries of one row to another's. */
function addRow(
  into: Float64Array,
  row: number,
  from: Float64Array,
  other: number,
  length: number,
  times: number,
): void {
  for (let j = 0; j < length; j += 1) add(into, row + j, times * entry(from, other + j));
}

/** matrix × vector. */
export function times(matrix: Float64Array, size: number, vector: Float64Array): Float64Array {
  const product = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    let sum = 0;
    for (let j = 0; j < size; j += 1) sum += entry(matrix, i * size + j) * entry(vector, j);
    product[i] = sum;
  }
  return product;
}
