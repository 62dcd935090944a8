interface Settable<T> extends ArrayLike<number> {
  set(from: T): void;
}

/** The same array, or one at least twice as long with the same values, when `length` doesn't fit in it. */
export function roomFor<T extends Settable<T>>(
  array: T,
  length: number,
  make: (length: number) => T,
): T {
  if (length <= array.length) return array;
  const longer = make(Math.max(length, array.length * 2));
  longer.set(array);
  return longer;
}

/** For how many rows to make room when so many are there. */
export type Expected = (rows: number) => number;

/** A column of numbers that grows as rows are added. */
export interface Column<T> {
  push(value: number): void;
  append(values: Uint32Array): void;
  /** What was pushed so far. */
  values(): T;
}

/** A column of whole numbers in [0, 2^32). */
export function wordColumn(expected: Expected = (rows) => rows): Column<Uint32Array> {
  let array = new Uint32Array(4096);
  let length = 0;
  return {
    push: (value) => {
      if (length === array.length) array = roomFor(array, length + 1, (n) => new Uint32Array(n));
      array[length] = value;
      length += 1;
    },
    append: (values) => {
      const needed = length + values.length;
      if (needed > array.length)
        array = roomFor(array, expected(needed), (n) => new Uint32Array(n));
      array.set(values, length);
      length += values.length;
    },
    values: () => array.subarray(0, length),
  };
}
