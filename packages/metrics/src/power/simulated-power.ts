import { at } from "@pairlab/domain/at";
import type { PowerDesign } from "@pairlab/domain/power-design";
import type { SchedulePower } from "@pairlab/domain/power-estimate";
import { adjustPValues } from "../multiplicity/adjust-p-values.ts";
import { insufficient, ok } from "../result.ts";
import { wilsonInterval } from "../wilson-interval.ts";
import { winRate } from "../win-rate.ts";
import type { Schedule } from "./balanced-schedule.ts";
import { simulatedVotes } from "./simulated-votes.ts";

interface Tally {
  found: number;
  halfWidths: number;
  withInterval: number;
}

/**
 * The power of a schedule: studies are simulated, and each goes through the analysis that real votes go
 * through, its clustered interval and its correction for several hypotheses included.
 *
 * A hypothesis counts as found when its adjusted p is below 1 − level and the share lies on its true side; one
 * whose true share is one half, when it is rejected at all (its power is then the error rate).
 */
export function simulatedPower(schedule: Schedule, design: PowerDesign): SchedulePower {
  const tallies = design.pairs.map((): Tally => ({ found: 0, halfWidths: 0, withInterval: 0 }));
  for (let replicate = 0; replicate < design.replicates; replicate += 1)
    tallyStudy(schedule, design, replicate, tallies);
  const pairs = design.pairs.map(({ a, b, share }, pair) => {
    const { found, halfWidths, withInterval } = at(tallies, pair);
    const power = found / design.replicates;
    const { lower, upper } = wilsonInterval(power, design.replicates, 0.95);
    return {
      a,
      b,
      share,
      power,
      powerInterval: { lower, upper },
      halfWidth:
        withInterval === 0
          ? insufficient("no simulated study had an interval", 0, 1)
          : ok(halfWidths / withInterval),
      withoutInterval: 1 - withInterval / design.replicates,
    };
  });
  return {
    raters: schedule.length,
    votes: schedule.reduce((sum, trials) => sum + trials.length, 0),
    pairs,
    weakest: Math.min(...pairs.map(({ power }) => power)),
  };
}

function tallyStudy(
  schedule: Schedule,
  design: PowerDesign,
  replicate: number,
  tallies: readonly Tally[],
): void {
  const tested = simulatedVotes(schedule, design, replicate).map((votes) => {
    const rate = winRate(votes, design);
    if (rate.status !== "ok" || rate.value.clustered.status !== "ok") return undefined;
    const { interval, p } = rate.value.clustered.value;
    return { share: rate.value.share, p, halfWidth: (interval.upper - interval.lower) / 2 };
  });
  const pValues = tested.map((test) => test?.p ?? 1);
  const untested = Math.max(0, (design.hypotheses ?? 0) - pValues.length);
  const all = [...pValues, ...new Array<number>(untested).fill(1)];
  const adjusted = design.multiplicity === "holm" ? adjustPValues(all, "holm") : all;
  for (const [pair, test] of tested.entries()) {
    if (test === undefined) continue;
    const tally = at(tallies, pair);
    tally.withInterval += 1;
    tally.halfWidths += test.halfWidth;
    if (
      at(adjusted, pair) < 1 - design.level &&
      onTrueSide(test.share, at(design.pairs, pair).share)
    )
      tally.found += 1;
  }
}

const onTrueSide = (seen: number, truly: number): boolean =>
  truly === 0.5 || seen > 0.5 === truly > 0.5;
