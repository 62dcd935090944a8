import { at } from "@pairlab/domain/at";

/** Units that can be paired, each kind of unit once: how often it was given which value. */
export interface CountedUnits {
  /** The distinct values, ascending. */
  values: readonly number[];
  /** Kinds of units with at least two ratings, in an order of their own; `value` is a place in `values`. */
  kinds: readonly UnitKind[];
  /** How many units there are of each kind. */
  times: readonly number[];
}

export interface UnitKind {
  size: number;
  counts: readonly { value: number; count: number }[];
}

/**
 * Ratings counted by kind of unit; units with fewer than two ratings can't disagree and are left out.
 *
 * Throws: RangeError for a rating that isn't a finite number.
 */
export function countedUnits(units: readonly (readonly number[])[]): CountedUnits {
  const distinct = new Set<number>();
  const times = new Map<string, number>();
  for (const ratings of units) {
    for (const rating of ratings)
      if (!Number.isFinite(rating)) throw new RangeError(`a rating of ${rating} isn't a number`);
    if (ratings.length < 2) continue;
    for (const rating of ratings) distinct.add(rating);
    const key = [...ratings].sort((one, other) => one - other).join(" ");
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  const values = [...distinct].sort((one, other) => one - other);
  const placeOf = new Map(values.map((value, place) => [value, place]));
  // Sorted, so that the order of units has no influence on a bootstrap of them.
  const keys = [...times.keys()].sort((one, other) => (one < other ? -1 : 1));
  return {
    values,
    kinds: keys.map((key) => kindOf(key.split(" ").map(Number), placeOf)),
    times: keys.map((key) => times.get(key) ?? 0),
  };
}

function kindOf(ratings: readonly number[], placeOf: ReadonlyMap<number, number>): UnitKind {
  const counts = new Map<number, number>();
  for (const rating of ratings) {
    const value = placeOf.get(rating) ?? 0;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return { size: ratings.length, counts: [...counts].map(([value, count]) => ({ value, count })) };
}

/** counts[u][k] = how often unit u was put in category k of q. Throws: RangeError for another category. */
export function categoryCounts(units: readonly (readonly number[])[], q: number): number[][] {
  return units.map((ratings) => {
    const counts = new Array<number>(q).fill(0);
    for (const rating of ratings) {
      if (!(Number.isInteger(rating) && rating >= 0 && rating < q))
        throw new RangeError(`category ${rating} isn't one of ${q}`);
      counts[rating] = at(counts, rating) + 1;
    }
    return counts;
  });
}
