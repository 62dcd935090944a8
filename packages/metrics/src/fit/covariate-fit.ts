import type { Result } from "@pairlab/domain/result";
import { failed, ok, undetermined } from "../result.ts";
import type { VoteTable } from "../votes/vote-table.ts";
import { type Covariate, covariateCells } from "./covariates.ts";
import { addAnchor, derivatives, largest, layoutOf, newton, type Penalty } from "./newton.ts";
import type { PairCells } from "./pair-cells.ts";
import type { PairFit, PairFitOptions } from "./pair-fit.ts";
import { bradleyTerryModel } from "./pair-model.ts";
import { add, entry, factorise, times } from "./symmetric-matrix.ts";

export interface CovariateFit {
  fit: Result<PairFit>;
  /** In the order asked for: which can't be told from strengths, sides and those before. */
  aliased: readonly boolean[];
  /** In the order asked for: the direction in which an effect grows for ever; 0 when it doesn't. */
  infinite: readonly (-1 | 0 | 1)[];
}

/**
 * A pair model with covariates: they move the log odds of the left by xᵀγ.
 *
 * Covariates lie behind the items in the information, so that its Cholesky factor takes their Schur complement on
 * the items' block. A column that the ones before explain is left out and named. Newton's method settles only at
 * a maximum; where it doesn't, the direction along which a vanishing ridge lets go is tested on every cell, and
 * is a separation if no outcome that happened loses probability along it.
 *
 * Source: Albert & Anderson 1984 (Biometrika 71:1) for separation.
 * Shape:  `without`: the fit of the same votes without covariates, which must exist.
 * Result: `fit` is "undetermined" when effects are infinite; "failed" when neither was found.
 */
export function covariateFit(
  table: VoteTable,
  covariates: readonly Covariate[],
  options: PairFitOptions,
  without: PairFit,
): CovariateFit {
  const all = covariateCells(table, covariates, options.ties);
  const aliased = aliasedColumns(all, options.position);
  const kept = covariates.filter((_, q) => aliased[q] === false);
  const cells = {
    ...all,
    columns: (all.columns ?? []).filter((_, q) => aliased[q] === false),
  };
  const none = covariates.map(() => 0 as const);
  const { model, boundary } = without;
  const layout = layoutOf(cells.items, model, options.position, kept.length);
  const found = newton(cells, model, layout);
  if (found.status === "ok" && settled(cells, { ...found.value, model, layout })) {
    const fit = { ...found.value, cells, model, layout, boundary, covariates: kept };
    return { fit: ok(fit), aliased, infinite: none };
  }
  const direction = separation(cells, { model, layout });
  if (direction === undefined)
    return { fit: failed("the fit with covariates didn't settle"), aliased, infinite: none };
  const infinite = signsOf(direction, layout.covariates, aliased);
  const names = covariates.filter((_, q) => infinite[q] !== 0).map(({ name }) => name);
  const fit = undetermined(
    `an effect is infinite: ${names.join(", ")} and strengths foretell every vote they touch`,
  );
  return { fit, aliased, infinite };
}

function signsOf(
  direction: Float64Array,
  places: readonly number[],
  aliased: readonly boolean[],
): (-1 | 0 | 1)[] {
  let next = 0;
  return aliased.map((left) => {
    if (left) return 0;
    const place = places[next] ?? 0;
    next += 1;
    return signOf(entry(direction, place), direction);
  });
}

const signOf = (value: number, direction: Float64Array): -1 | 0 | 1 => {
  if (Math.abs(value) < 1e-2 * largest(direction)) return 0;
  return value > 0 ? 1 : -1;
};

/** Columns that items, sides and the columns before them explain, votes all weighing alike. */
function aliasedColumns(cells: PairCells, position: boolean): boolean[] {
  const columns = cells.columns ?? [];
  const layout = layoutOf(cells.items, bradleyTerryModel, position, columns.length);
  const { size, covariates } = layout;
  const gram = new Float64Array(size * size);
  derivatives(
    cells,
    bradleyTerryModel,
    layout,
    new Float64Array(size),
    new Float64Array(size),
    gram,
  );
  addAnchor(gram, cells.items, size);
  const kept = Array.from({ length: size - columns.length }, (_, p) => p);
  return covariates.map((place) => {
    const places = [...kept, place];
    const part = Float64Array.from(
      places.flatMap((row) => places.map((column) => entry(gram, row * size + column))),
    );
    const own = entry(gram, place * size + place);
    const independent = factorise(part, places.length) && (part.at(-1) ?? 0) ** 2 > 1e-9 * own;
    if (own > 0 && independent) kept.push(place);
    return !(own > 0 && independent);
  });
}

/** Whether one more step would stay: the gradient alone also vanishes far out along a separation. */
function settled(
  cells: PairCells,
  fit: Pick<PairFit, "parameters" | "covariance" | "model" | "layout">,
): boolean {
  const { size } = fit.layout;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  derivatives(cells, fit.model, fit.layout, fit.parameters, gradient, information);
  return largest(times(fit.covariance, size, gradient)) < 1e-6;
}

const reach = 1000;

/** A direction along which no outcome that happened loses probability; undefined: none was found. */
function separation(
  cells: PairCells,
  { model, layout }: Pick<PairFit, "model" | "layout">,
): Float64Array | undefined {
  // Effects as small numbers: a narrow separation takes large ones, and steps are short.
  const scaled = {
    ...cells,
    columns: (cells.columns ?? []).map((column) => column.map((x) => x * reach)),
  };
  const held = [1e-6, 1e-9].map((lambda) => {
    const found = newton(scaled, model, layout, { penalty: ridge(lambda, layout.size) });
    return found.status === "ok" ? found.value.parameters : undefined;
  });
  const [near, far] = held;
  if (near === undefined || far === undefined) return undefined;
  const direction = far.map((value, p) => value - entry(near, p));
  for (const place of layout.covariates) direction[place] = reach * entry(direction, place);
  return separates(cells, direction, layout) ? direction : undefined;
}

const ridge =
  (lambda: number, size: number): Penalty =>
  (parameters, gradient, information) => {
    for (let p = 0; p < size; p += 1) {
      add(gradient, p, -lambda * entry(parameters, p));
      add(information, p * size + p, lambda);
    }
    return 0;
  };

function separates(
  { first, second, wins, losses, ties, columns = [] }: PairCells,
  direction: Float64Array,
  { position, tie, covariates }: PairFit["layout"],
): boolean {
  const left = position < 0 ? 0 : entry(direction, position);
  const evenness = tie < 0 ? 0 : entry(direction, tie);
  const slack = 1e-3 * largest(direction);
  if (largest(direction) < 1) return false;
  for (let c = 0; c < first.length; c += 1) {
    const along = columns.reduce(
      (sum, column, q) => sum + entry(column, c) * entry(direction, covariates[q] ?? 0),
      entry(direction, first[c] ?? 0) - entry(direction, second[c] ?? 0) + left,
    );
    const lost =
      (entry(wins, c) > 0 && along < evenness - slack) ||
      (entry(losses, c) > 0 && along > slack - evenness) ||
      (entry(ties, c) > 0 && Math.abs(along) > evenness + slack);
    if (lost) return false;
  }
  return true;
}
