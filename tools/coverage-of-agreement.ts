import { at } from "@pairlab/domain/at";
import { createRng, type Rng } from "@pairlab/domain/random";
import type { Result } from "@pairlab/domain/result";
import { alphaInterval } from "@pairlab/metrics/agreement/alpha-interval";
import { chanceCorrected } from "@pairlab/metrics/agreement/chance-corrected";
import { cohenKappa } from "@pairlab/metrics/agreement/cohen-kappa";
import { categoryCounts } from "@pairlab/metrics/agreement/counted-units";

export const agreementSizes = [10, 20, 50, 200] as const;

const raters = 5;
const labels = 3;
const rightChance = 0.6;
/** Two raters agree beyond chance when both know the right label. */
const truth = rightChance ** 2;

/** How often each interval of agreement holds the truth: alpha nominal and ordinal, AC1, Cohen's kappa. */
export function agreementCoverage(
  units: number,
  { studies, replicates, seed }: { studies: number; replicates: number; seed: number },
): number[] {
  const held = [0, 0, 0, 0];
  for (let study = 0; study < studies; study += 1) {
    const rng = createRng(seed, `agreement ${units}`, study);
    for (const [kind, ends] of intervals(rated(units, rng), replicates, rng).entries())
      held[kind] = at(held, kind) + Number(holds(ends));
  }
  return held.map((count) => count / studies);
}

interface Ends {
  lower: number;
  upper: number;
}

const holds = (found: Result<Ends>): boolean =>
  found.status === "ok" && found.value.lower <= truth && truth <= found.value.upper;

function rated(units: number, rng: Rng): number[][] {
  return Array.from({ length: units }, () => {
    const right = rng.below(labels);
    return Array.from({ length: raters }, () =>
      rng.float() < rightChance ? right : rng.below(labels),
    );
  });
}

function intervals(units: readonly number[][], replicates: number, rng: Rng): Result<Ends>[] {
  const options = { level: 0.95, replicates, rng };
  const ac1 = chanceCorrected(categoryCounts(units, labels), "gwet-ac1");
  const table = Array.from({ length: labels }, () => new Array<number>(labels).fill(0));
  for (const [first = 0, second = 0] of units) {
    const row = at(table, first);
    row[second] = at(row, second) + 1;
  }
  return [
    alphaInterval(units, "nominal", options),
    alphaInterval(units, "ordinal", options),
    ac1.status === "ok" ? ac1.value.interval : ac1,
    cohenKappa(table, "unweighted"),
  ];
}
