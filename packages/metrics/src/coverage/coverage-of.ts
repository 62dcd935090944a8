import { createRng } from "@pairlab/domain/random";
import type { ShareInterval } from "@pairlab/domain/win-rate-document";
import { fitVotes } from "../fit/fit-votes.ts";
import { type WinRateRequest, winRates } from "../shares/win-rates.ts";
import type { CoverageSetting } from "./coverage-setting.ts";
import { type SimulatedStudy, simulatedStudy } from "./simulated-study.ts";

/** What an interval speaks of: all prompts and raters, or some held fixed. */
export type CoverageTarget = keyof SimulatedStudy["truth"];

/** An interval kind, how it is asked for, and what it should hold. */
export interface CoveredKind {
  name: string;
  target: CoverageTarget;
  interval: (study: SimulatedStudy, seed: number) => Pick<ShareInterval, "lower" | "upper">;
}

const level = 0.95;

const byWinRate =
  (request: Pick<WinRateRequest, "interval" | "cluster" | "correction">, replicates: number) =>
  ({ table }: SimulatedStudy, seed: number) => {
    const rates = winRates(table, null, { ...request, ties: "half", replicates, level, seed });
    const found = rates.pairs[0]?.interval;
    if (found === undefined || "status" in found) throw new RangeError("no interval of the share");
    return found;
  };

/** Intervals of log odds by the standard error of a fit, turned into shares. */
const byFit =
  (se: "model" | "rater" | "prompt" | "two-way", correction: "cr1g" | "cr2" | "cr3" = "cr1g") =>
  ({ table }: SimulatedStudy) => {
    const { items } = fitVotes(table, { ...fitRequest, se, correction });
    const [a] = items;
    const [strength, error] = [a?.logStrength, a?.se];
    if (typeof strength !== "number" || typeof error !== "number")
      throw new RangeError("no standard error");
    // Strengths have mean 0: the log odds are twice the first one's.
    const share = (z: number): number => 1 / (1 + Math.exp(-2 * (strength + z * error)));
    return { lower: share(-1.959963984540054), upper: share(1.959963984540054) };
  };

/** Percentiles of Elo over whole raters and prompts drawn again; as the chance that equal ratings stand for. */
const byElo =
  (replicates: number) =>
  ({ table }: SimulatedStudy, seed: number) => {
    const request = { ...fitRequest, model: "elo", se: undefined, cluster: "two-way" } as const;
    const { items } = fitVotes(table, { ...request, bootstrap: replicates, seed });
    const interval = items[0]?.interval;
    if (interval === undefined || "status" in interval) throw new RangeError("no interval of Elo");
    // Two ratings sum to 2000: the gap is twice what one is off 1000.
    const share = (elo: number): number => 1 / (1 + 10 ** (-(elo - 1000) / 200));
    return { lower: share(interval.lower), upper: share(interval.upper) };
  };

const fitRequest = {
  model: "bt",
  ties: undefined,
  position: false,
  reference: undefined,
  correction: "cr1g",
  bootstrap: undefined,
  cluster: undefined,
  level,
  seed: 0,
  orders: 1,
  k: 1,
} as const;

/** Every interval kind that the command line offers for shares and log strengths, with its own target. */
export const coveredKinds = (replicates: number): CoveredKind[] => [
  kindOf("wilson", "population", byWinRate({ interval: "wilson", cluster: undefined }, 0)),
  kindOf("two-way", "population", byWinRate({ interval: "two-way", cluster: undefined }, 0)),
  kindOf("by-rater", "thesePrompts", byWinRate({ interval: "by-rater", cluster: undefined }, 0)),
  kindOf("by-prompt", "theseRaters", byWinRate({ interval: "by-prompt", cluster: undefined }, 0)),
  kindOf("two-way, cr2", "population", byCorrection("cr2")),
  kindOf("two-way, cr3", "population", byCorrection("cr3")),
  kindOf("bootstrap-two-way", "population", resampled("two-way", replicates)),
  kindOf("bootstrap-by-rater", "thesePrompts", resampled("rater", replicates)),
  kindOf("bootstrap-by-prompt", "theseRaters", resampled("prompt", replicates)),
  ...(replicates === 0 ? [] : clusterEnds(replicates)),
  kindOf("fit --se model", "population", byFit("model")),
  kindOf("fit --se two-way", "population", byFit("two-way")),
  kindOf("fit --se rater", "thesePrompts", byFit("rater")),
  kindOf("fit --se prompt", "theseRaters", byFit("prompt")),
  kindOf("fit --se two-way, cr2", "population", byFit("two-way", "cr2")),
  kindOf("fit --se two-way, cr3", "population", byFit("two-way", "cr3")),
  ...(replicates === 0
    ? []
    : [kindOf("fit --model elo, bootstrap-two-way", "population", byElo(replicates))]),
];

const clusterEnds = (replicates: number): CoveredKind[] =>
  (["bca", "studentised"] as const).flatMap((interval) => [
    kindOf(
      `${interval}-by-rater`,
      "thesePrompts",
      byWinRate({ interval, cluster: "rater" }, replicates),
    ),
    kindOf(
      `${interval}-by-prompt`,
      "theseRaters",
      byWinRate({ interval, cluster: "prompt" }, replicates),
    ),
  ]);

const kindOf = (
  name: string,
  target: CoverageTarget,
  interval: CoveredKind["interval"],
): CoveredKind => ({ name, target, interval });

const byCorrection = (correction: "cr2" | "cr3") =>
  byWinRate({ interval: "two-way", cluster: undefined, correction }, 0);

const resampled = (cluster: "rater" | "prompt" | "two-way", replicates: number) =>
  byWinRate({ interval: "bootstrap", cluster }, replicates);

export interface Coverage {
  name: string;
  target: CoverageTarget;
  /** The share of studies whose interval held the truth. */
  covered: number;
  /** Mean half-width, as a share. */
  halfWidth: number;
}

/**
 * How often intervals hold the truth over simulated studies of a setting.
 *
 * Source: section 3.5 of the statistics' specification has the same settings, measured for two kinds.
 * Shape:  study i is drawn from (seed, setting's place, i): the same studies for every kind.
 */
export function coverageOf(
  setting: CoverageSetting,
  place: number,
  kinds: readonly CoveredKind[],
  { studies, seed }: { studies: number; seed: number },
): Coverage[] {
  const tallies = kinds.map(() => ({ covered: 0, width: 0 }));
  for (let study = 0; study < studies; study += 1) {
    const drawn = simulatedStudy(setting, createRng(seed, `coverage setting ${place}`, study));
    kinds.forEach(({ target, interval }, k) => {
      const { lower, upper } = interval(drawn, study);
      const tally = tallies[k];
      const truth = drawn.truth[target];
      if (tally === undefined) return;
      if (lower <= truth && truth <= upper) tally.covered += 1;
      tally.width += upper - lower;
    });
  }
  return kinds.map(({ name, target }, k) => ({
    name,
    target,
    covered: (tallies[k]?.covered ?? 0) / studies,
    halfWidth: (tallies[k]?.width ?? 0) / (2 * studies),
  }));
}
