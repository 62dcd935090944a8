import type { Result } from "@pairlab/domain/result";
import { failed, ok } from "../result.ts";
import { normalQuantile } from "../special/normal.ts";
import { layoutOf, newton, type Penalty } from "./newton.ts";
import type { PairCells } from "./pair-cells.ts";
import { bradleyTerryModel } from "./pair-model.ts";
import { add, entry } from "./symmetric-matrix.ts";

/**
 * The least an infinite difference of two groups can be: the end of a one-sided profile-likelihood interval for the
 * mean log strength of the first less that of the last.
 *
 * Every difference is as likely as its best strengths make it, −2 log of that over the supremum is held against
 * chi-squared; the maximum with a given difference is the one of the likelihood tilted by a multiple of it. Votes
 * count as independent.
 *
 * Source: Venzon & Moolgavkar 1988 (Appl. Stat. 37:87).
 * Shape:  cells of the items of `groups` alone, numbered as there: the first group always won against the last,
 *         directly or by way of the others, which all lie between them.
 * Unit:   natural log of odds. Level: one-sided.
 * Result: "failed" when a maximum doesn't settle.
 */
export function contrastBound(
  cells: PairCells,
  groups: readonly (readonly number[])[],
  level: number,
): Result<number> {
  const supremum = inside(cells, groups);
  if (supremum.status !== "ok") return supremum;
  const most = normalQuantile(level) ** 2 / 2;
  const tilted = (tilt: number) => tiltedMaximum(cells, groups, tilt);
  const tooFar = (tilt: number): boolean => {
    const found = tilted(tilt);
    return found.status !== "ok" || supremum.value - found.value.logLikelihood > most;
  };
  let [low, high] = [leastTilt, leastTilt];
  while (!tooFar(high)) {
    low = high;
    high *= 4;
    if (high > mostTilt) return failed("the likelihood falls too little to bound the difference");
  }
  for (let halving = 0; halving < halvings; halving += 1) {
    const middle = Math.sqrt(low * high);
    if (tooFar(middle)) high = middle;
    else low = middle;
  }
  const found = tilted(low);
  return found.status === "ok" ? ok(found.value.difference) : found;
}

const [leastTilt, mostTilt] = [1e-6, 1e12];
const halvings = 50;

/** The supremum of the likelihood: groups infinitely far apart, each at its own maximum. */
function inside(cells: PairCells, groups: readonly (readonly number[])[]): Result<number> {
  let sum = 0;
  for (const members of groups) {
    if (members.length < 2) continue;
    const own = cellsAmong(cells, members);
    const fit = newton(own, bradleyTerryModel, layoutOf(own.items, bradleyTerryModel, false));
    if (fit.status !== "ok") return fit;
    sum += fit.value.logLikelihood;
  }
  return ok(sum);
}

function tiltedMaximum(
  cells: PairCells,
  groups: readonly (readonly number[])[],
  tilt: number,
): Result<{ logLikelihood: number; difference: number }> {
  const [best, worst] = [groups[0] ?? [], groups.at(-1) ?? []];
  const differenceOf = (strengths: Float64Array): number =>
    meanOf(strengths, best) - meanOf(strengths, worst);
  const penalty: Penalty = (parameters, gradient) => {
    for (const item of best) add(gradient, item, -tilt / best.length);
    for (const item of worst) add(gradient, item, tilt / worst.length);
    return -tilt * differenceOf(parameters);
  };
  const layout = layoutOf(cells.items, bradleyTerryModel, false);
  const fit = newton(cells, bradleyTerryModel, layout, { penalty });
  if (fit.status !== "ok") return fit;
  const difference = differenceOf(fit.value.parameters);
  return ok({ logLikelihood: fit.value.logLikelihood + tilt * difference, difference });
}

const meanOf = (strengths: Float64Array, members: readonly number[]): number =>
  members.reduce((sum, item) => sum + entry(strengths, item), 0) / members.length;

/** The cells between some items, which are numbered anew in their order. */
export function cellsAmong(cells: PairCells, members: readonly number[]): PairCells {
  const place = new Map(members.map((item, i) => [item, i]));
  const kept = [...cells.first.keys()].filter(
    (c) => place.has(cells.first[c] ?? -1) && place.has(cells.second[c] ?? -1),
  );
  const items = (column: Uint16Array) =>
    Uint16Array.from(kept, (c) => place.get(column[c] ?? -1) ?? 0);
  const counts = (column: Float64Array) => Float64Array.from(kept, (c) => entry(column, c));
  return {
    items: members.length,
    first: items(cells.first),
    second: items(cells.second),
    wins: counts(cells.wins),
    losses: counts(cells.losses),
    ties: counts(cells.ties),
  };
}
