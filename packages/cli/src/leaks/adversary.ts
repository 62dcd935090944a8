import type { Adversary } from "@pairlab/domain/leak-certificate";
import { createRng, type Rng } from "@pairlab/domain/random";
import { trainStumps } from "./boosted-stumps.ts";
import { type FeatureTable, featureTable, sessionsOf } from "./feature-table.ts";
import { featureTests, holmAdjusted } from "./feature-tests.ts";
import { permuteWithinSessions } from "./permute-within-sessions.ts";
import type { ServedSide } from "./served-side.ts";

export const leakLevel = 0.05;
const z95 = 1.959963984540054;

/**
 * Whether anything but pixels tells which arm a picture is of: a test for each feature, and a classifier trained on
 * one half of the sessions and tried on the other, all of one family after Holm.
 *
 * `accuracy`: share of pictures whose arm was named; its interval over sessions, 95 %, normal. `chance`: the mean
 * over permutations of the labels within sessions.
 */
export function tryAdversary(
  rows: readonly ServedSide[],
  { permutations, seed }: { permutations: number; seed: number },
): Adversary {
  const table = featureTable(rows);
  const sessions = table.starts.length - 1;
  const half = Math.floor(sessions / 2);
  const test = sessionsOf(table, half, sessions);
  const named = trainStumps(sessionsOf(table, 0, half))(test);
  const rng = createRng(seed, "leak adversary");
  const chances = accuraciesByChance(test, named, permutations, rng);
  const accuracy = accuracyOf(test, named);
  const reached = chances.filter((chance) => chance >= accuracy.share - 1e-12).length;
  const tests = holmAdjusted([
    { name: "trained classifier", p: (reached + 1) / (permutations + 1) },
    ...featureTests(table, permutations, rng),
  ]);
  return {
    permutations,
    arms: table.arms.length,
    sessions: { trained: half, tested: sessions - half },
    accuracy: {
      ...accuracy,
      pictures: test.labels.length,
      chance: chances.reduce((sum, chance) => sum + chance, 0) / permutations,
    },
    tests,
    constant: table.constant,
    holds: tests.every(({ adjusted }) => adjusted > leakLevel),
  };
}

function accuraciesByChance(
  test: FeatureTable,
  named: Uint32Array,
  permutations: number,
  rng: Rng,
): number[] {
  const labels = test.labels.slice();
  return Array.from({ length: permutations }, () => {
    permuteWithinSessions(labels, test.starts, rng);
    return rightShare(labels, named);
  });
}

function accuracyOf(test: FeatureTable, named: Uint32Array) {
  const { starts, labels } = test;
  const shares = starts
    .slice(1)
    .map((end, session) =>
      rightShare(labels.subarray(starts[session], end), named.subarray(starts[session], end)),
    );
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const variance =
    shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / Math.max(1, shares.length - 1);
  const half = z95 * Math.sqrt(variance / shares.length);
  return {
    share: rightShare(labels, named),
    lower: Math.max(0, mean - half),
    upper: Math.min(1, mean + half),
  };
}

function rightShare(labels: Uint32Array, named: Uint32Array): number {
  let right = 0;
  for (let row = 0; row < labels.length; row += 1) right += labels[row] === named[row] ? 1 : 0;
  return right / labels.length;
}
