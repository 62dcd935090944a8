import type { TargetDistances } from "@pairlab/domain/instrument";
import { createRng } from "@pairlab/domain/random";
import {
  jensenShannonBits,
  meanAbsoluteDifference,
  nullExpectation,
  totalVariation,
} from "./null-expectation.ts";

const distances = {
  "total-variation": totalVariation,
  "mean-absolute-difference": meanAbsoluteDifference,
  "jensen-shannon-bits": jensenShannonBits,
} as const;
const names = ["total-variation", "mean-absolute-difference", "jensen-shannon-bits"] as const;

/** How far counts are from a target, and how far chance alone puts a model that is exactly on it. */
export const targetDistances = (
  counts: readonly number[],
  target: readonly number[],
  { draws, seed }: { draws: number; seed: number },
): TargetDistances => ({
  n: counts.reduce((sum, count) => sum + count, 0),
  categories: counts.length,
  distances: names.map((name) => ({
    name,
    found: nullExpectation(counts, target, distances[name], {
      draws,
      rng: createRng(seed, `null expectation ${name}`),
    }),
  })),
});
