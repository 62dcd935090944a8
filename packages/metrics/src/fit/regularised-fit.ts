import type { Note, Result } from "@pairlab/domain/result";
import { failed, insufficient, ok, undetermined } from "../result.ts";
import { strongComponents } from "../strong-components.ts";
import { largest, layoutOf, moveBy, type NewtonFit, newton, type Penalty } from "./newton.ts";
import { cellWeight, type PairCells } from "./pair-cells.ts";
import { bradleyTerryModel } from "./pair-model.ts";
import { stronglyLinked } from "./strongly-linked.ts";
import { add, entry, factorise, inverseOf, times } from "./symmetric-matrix.ts";

/**
 * Named ways to get finite Bradley-Terry strengths where the maximum of the likelihood has none. firth: the
 * penalty of Jeffreys' prior; ghost: each item won and lost `amount` times against an item that nobody sees;
 * pseudo-pair: half a win each way for every pair that met; ridge: a penalty of amount/2 × Σ strength².
 */
export const regularisations = ["firth", "ghost", "pseudo-pair", "ridge"] as const;
export type Regularisation = (typeof regularisations)[number];

/** What `amount` is when nobody says. */
export const usualAmount = { firth: 0, ghost: 0.5, "pseudo-pair": 0.5, ridge: 1 } as const;

/**
 * Bradley-Terry strengths with a named penalty; ties are half a win for both.
 *
 * Source: Firth 1993 (Biometrika 80:27) for firth; the others are usual in ratings.
 * Shape:  cells with each pair once.
 * Unit:   strengths with mean 0; standard errors from the information at the estimate, the penalty's included
 *         but for firth.
 * Result: "insufficient" for an item without comparisons; "undetermined" when not every item can be reached
 *         from every other by pairs that met (their differences would be the penalty's alone); "failed" when
 *         it doesn't settle.
 */
export function regularisedFit(
  cells: PairCells,
  kind: Regularisation,
  amount: number = usualAmount[kind],
): Result<NewtonFit> {
  const met = { ...cells, ties: cells.first.length === 0 ? cells.ties : cells.ties.map(() => 1) };
  if (new Set([...cells.first, ...cells.second]).size < cells.items)
    return insufficient(
      "an item has no comparisons",
      new Set([...cells.first, ...cells.second]).size,
      cells.items,
    );
  if (!stronglyLinked(met))
    return undetermined("parts never met: their differences would be the penalty's alone");
  return penalised(cells, kind, amount);
}

/** Groups of items that can be reached from each other by pairs that met. */
export function metParts({ items, first, second }: PairCells): number[][] {
  const met: number[][] = Array.from({ length: items }, () => []);
  for (let c = 0; c < first.length; c += 1) {
    const [i, j] = [first[c] ?? 0, second[c] ?? 0];
    met[i]?.push(j);
    met[j]?.push(i);
  }
  return strongComponents(met);
}

/** The same without a look at whether parts met: for comparison with programs that don't look. */
export function penalised(
  cells: PairCells,
  kind: Regularisation,
  amount: number,
): Result<NewtonFit> {
  const layout = layoutOf(cells.items, bradleyTerryModel, false);
  const noted = (fit: Result<NewtonFit>): Result<NewtonFit> =>
    fit.status === "ok" ? ok(fit.value, [noteOf(kind)]) : fit;
  switch (kind) {
    case "firth":
      return noted(firth(cells));
    case "ridge":
      return noted(
        newton(cells, bradleyTerryModel, layout, { penalty: ridge(cells.items, amount) }),
      );
    case "pseudo-pair":
      return noted(newton(withPseudoWins(cells, amount), bradleyTerryModel, layout));
    case "ghost":
      return noted(ghost(cells, amount));
    default:
      return failed("unknown regularisation");
  }
}

const noteOf = (kind: Regularisation): Note => ({
  code: "regularised",
  text: `strengths are those of the penalty ${kind}, pulled towards each other; they aren't the maximum of the likelihood`,
});

const ridge =
  (items: number, lambda: number): Penalty =>
  (parameters, gradient, information) => {
    let sum = 0;
    for (let i = 0; i < items; i += 1) {
      const value = entry(parameters, i);
      add(gradient, i, -lambda * value);
      add(information, i * items + i, lambda);
      sum += value * value;
    }
    return (-lambda / 2) * sum;
  };

const withPseudoWins = (cells: PairCells, amount: number): PairCells => ({
  ...cells,
  wins: cells.wins.map((count) => count + amount),
  losses: cells.losses.map((count) => count + amount),
});

/** Fits with one item more, and leaves it out of what comes back. */
function ghost(cells: PairCells, amount: number): Result<NewtonFit> {
  const { items } = cells;
  const all = Array.from({ length: items }, (_, i) => i);
  const joined = (own: Float64Array, more: number): Float64Array =>
    Float64Array.from([...own, ...all.map(() => more)]);
  const wider: PairCells = {
    items: items + 1,
    first: Uint16Array.from([...cells.first, ...all]),
    second: Uint16Array.from([...cells.second, ...all.map(() => items)]),
    wins: joined(cells.wins, amount),
    losses: joined(cells.losses, amount),
    ties: joined(cells.ties, 0),
  };
  const fit = newton(wider, bradleyTerryModel, layoutOf(items + 1, bradleyTerryModel, false));
  if (fit.status !== "ok") return fit;
  const mean = fit.value.parameters.slice(0, items).reduce((sum, value) => sum + value / items, 0);
  return ok({
    ...fit.value,
    parameters: fit.value.parameters.slice(0, items).map((value) => value - mean),
    covariance: centred(fit.value.covariance, items),
  });
}

/** The covariance of the first `items` of one more, with their own mean taken off. */
function centred(covariance: Float64Array, items: number): Float64Array {
  const size = items + 1;
  const of = (i: number, j: number): number => entry(covariance, i * size + j);
  const rows = Array.from({ length: items }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < items; j += 1) sum += of(i, j) / items;
    return sum;
  });
  const all = rows.reduce((sum, value) => sum + value / items, 0);
  const found = new Float64Array(items * items);
  for (let i = 0; i < items; i += 1)
    for (let j = 0; j < items; j += 1)
      found[i * items + j] = of(i, j) - (rows[i] ?? 0) - (rows[j] ?? 0) + all;
  return found;
}

const mostFirthSteps = 500;

/** Scoring steps on the modified gradient: Σ over pairs of half-hats h (½ − p). */
function firth(cells: PairCells): Result<NewtonFit> {
  const { items } = cells;
  const layout = layoutOf(items, bradleyTerryModel, false);
  const parameters = new Float64Array(items);
  for (let iterations = 0; iterations < mostFirthSteps; iterations += 1) {
    const at = plainInformation(cells, parameters);
    if (at === undefined) return failed("the information matrix isn't positive definite");
    const gradient = modifiedGradient(cells, parameters, at.inverse);
    const step = times(at.inverse, items, gradient);
    moveBy(parameters, step, items, layout);
    if (largest(step) > 1e-12) continue;
    return ok({
      parameters,
      covariance: plainInformation(cells, parameters)?.inverse ?? at.inverse,
      logLikelihood: at.logLikelihood,
      iterations,
    });
  }
  return failed(`firth: did not settle in ${mostFirthSteps} steps on ${cellWeight(cells)} votes`);
}

/** The inverse information on contrasts, by rows. */
function plainInformation(cells: PairCells, parameters: Float64Array) {
  const { items } = cells;
  const information = new Float64Array(items * items).fill(1 / items);
  let logLikelihood = 0;
  eachPair(cells, parameters, ({ i, j, games, won, p }) => {
    const weight = games * p * (1 - p);
    add(information, i * items + i, weight);
    add(information, j * items + j, weight);
    add(information, i * items + j, -weight);
    add(information, j * items + i, -weight);
    logLikelihood += won * Math.log(p) + (games - won) * Math.log1p(-p);
  });
  if (!factorise(information, items)) return undefined;
  const inverse = inverseOf(information, items).map((value) => value - 1 / items);
  return { inverse, logLikelihood };
}

function modifiedGradient(
  cells: PairCells,
  parameters: Float64Array,
  inverse: Float64Array,
): Float64Array {
  const { items } = cells;
  const gradient = new Float64Array(items);
  eachPair(cells, parameters, ({ i, j, games, won, p }) => {
    const spread =
      entry(inverse, i * items + i) +
      entry(inverse, j * items + j) -
      2 * entry(inverse, i * items + j);
    const hat = games * p * (1 - p) * spread;
    const slope = won - games * p + hat * (0.5 - p);
    add(gradient, i, slope);
    add(gradient, j, -slope);
  });
  return gradient;
}

interface PairAt {
  i: number;
  j: number;
  games: number;
  won: number;
  p: number;
}

function eachPair(
  { first, second, wins, losses, ties }: PairCells,
  parameters: Float64Array,
  visit: (pair: PairAt) => void,
): void {
  for (let c = 0; c < first.length; c += 1) {
    const [i, j] = [first[c] ?? 0, second[c] ?? 0];
    const games = entry(wins, c) + entry(losses, c) + entry(ties, c);
    const won = entry(wins, c) + entry(ties, c) / 2;
    const p = 1 / (1 + Math.exp(entry(parameters, j) - entry(parameters, i)));
    visit({ i, j, games, won, p });
  }
}
