import { createRng } from "@pairlab/domain/random";
import { expect, test } from "vitest";
import {
  type BootstrapEnds,
  type ClusterSum,
  clusterRatioInterval,
} from "./cluster-ratio-interval.ts";

const won = [9, 3, 14, 1, 6, 8, 5, 12, 2, 10];
const weight = [12, 10, 20, 4, 7, 9, 9, 15, 8, 11];
const sums: ClusterSum[] = won.map((own, i) => ({ won: own, weight: weight[i] ?? 0 }));
const interval = (of: readonly ClusterSum[], ends: BootstrapEnds, seed = 1, replicates = 20_000) =>
  clusterRatioInterval(of, {
    ends,
    level: 0.95,
    replicates,
    rngOf: (replicate) => createRng(seed, "ratio", replicate),
  });

// scipy 1.17: stats.bootstrap(…, paired=True, method="BCa", n_resamples=200000); numpy for studentised ends, 400,000 draws.
test.each([
  ["bca", [0.5, 0.77311]],
  ["studentised", [0.45469, 0.78759]],
] as const)("%s ends are those of other software, as their own chance allows", (ends, known) => {
  const found = interval(sums, ends);
  if (found.status !== "ok") throw new Error(found.reason);
  expect(Math.abs(found.value.lower - known[0])).toBeLessThan(0.01);
  expect(Math.abs(found.value.upper - known[1])).toBeLessThan(0.01);
});

test("turning the sides turns the ends, and the order of other seeds moves them little", () => {
  const turned = sums.map((one) => ({ won: one.weight - one.won, weight: one.weight }));
  for (const ends of ["bca", "studentised"] as const) {
    const [one, other] = [interval(sums, ends, 2, 2000), interval(turned, ends, 2, 2000)];
    if (one.status !== "ok" || other.status !== "ok") throw new Error("no interval");
    expect(one.value.lower).toBeCloseTo(1 - other.value.upper, 10);
    expect(one.value.upper).toBeCloseTo(1 - other.value.lower, 10);
    expect(interval(sums, ends, 2, 2000)).toEqual(one);
  }
});

test("one cluster is insufficient; clusters that agree, or mostly have no votes, are undetermined", () => {
  for (const ends of ["bca", "studentised"] as const) {
    expect(interval(sums.slice(0, 1), ends).status).toBe("insufficient");
    const unanimous = weight.map((own) => ({ won: own, weight: own }));
    expect(interval(unanimous, ends).status).toBe("undetermined");
    const sparse = [
      ...sums.slice(0, 2),
      ...Array.from({ length: 28 }, () => ({ won: 0, weight: 0 })),
    ];
    expect(interval(sparse, ends, 1, 2000).status).toBe("undetermined");
  }
});
