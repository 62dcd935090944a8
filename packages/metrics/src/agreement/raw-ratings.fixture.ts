import { at } from "@pairlab/domain/at";
import { z } from "zod";

/** Ratings as the known answers hold them: a row a rater, a column a unit, null where there is none. */
export const RawRatings = z.array(z.array(z.union([z.number(), z.string()]).nullable()));

/** The ratings of each unit as numbers; words become codes. */
export function unitsOf(ratersByUnits: z.infer<typeof RawRatings>): number[][] {
  const words = [...new Set(ratersByUnits.flat().filter((value) => typeof value === "string"))];
  return at(ratersByUnits, 0).map((_, unit) =>
    ratersByUnits.flatMap((ratings) => {
      const value = ratings[unit] ?? null;
      if (value === null) return [];
      return [typeof value === "string" ? words.indexOf(value) : value];
    }),
  );
}
