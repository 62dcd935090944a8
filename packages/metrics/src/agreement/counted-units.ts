import { at } from "@pairlab/domain/at";

/** Units that can be paired, each as how often it was given which value. */
export interface CountedUnits {
  /** The distinct values, ascending. */
  values: readonly number[];
  /** Units with at least two ratings; `value` is a place in `values`. */
  units: readonly { size: number; counts: readonly { value: number; count: number }[] }[];
}

/**
 * Ratings counted by unit; units with fewer than two ratings can't disagree and are left out.
 *
 * Throws: RangeError for a rating that isn't a finite number.
 */
export function countedUnits(units: readonly (readonly number[])[]): CountedUnits {
  const odd = units.flat().find((rating) => !Number.isFinite(rating));
  if (odd !== undefined) throw new RangeError(`a rating of ${odd} isn't a number`);
  const pairable = units.filter((ratings) => ratings.length > 1);
  const values = [...new Set(pairable.flat())].sort((one, other) => one - other);
  const placeOf = new Map(values.map((value, place) => [value, place]));
  return {
    values,
    units: pairable.map((ratings) => {
      const counts = new Map<number, number>();
      for (const rating of ratings) {
        const value = placeOf.get(rating) ?? 0;
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return {
        size: ratings.length,
        counts: [...counts].map(([value, count]) => ({ value, count })),
      };
    }),
  };
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
