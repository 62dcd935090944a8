/**
 * The item at an index.
 *
 * Throws: RangeError when there is none, so that a wrong index never becomes a number.
 */
export function at<T>(items: ArrayLike<T>, index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item at ${index} of ${items.length}`);
  return item;
}
