import type { Agreement } from "@pairlab/domain/agreement";
import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import type { Result } from "@pairlab/domain/result";
import { ok, undetermined } from "../result.ts";
import { alphaInterval } from "./alpha-interval.ts";
import { chanceCorrected } from "./chance-corrected.ts";
import { cohenKappa, type KappaWeights } from "./cohen-kappa.ts";
import { categoryCounts } from "./counted-units.ts";
import { fleissKappa } from "./fleiss-kappa.ts";
import { krippendorffAlpha, type ScaleLevel } from "./krippendorff-alpha.ts";
import { labelOrder } from "./label-order.ts";
import type { Rating, Ratings } from "./read-ratings-csv.ts";

export interface AgreementOptions {
  /** Replicates of alpha's bootstrap. */
  bootstrap: number;
  seed: number;
  level: number;
  /** The labels from least to most, where they aren't numbers. */
  order?: readonly string[];
}

const noOrder = () => undetermined("the labels have no known order");

/**
 * Every coefficient of agreement for one table of ratings; the order of rows has no influence.
 *
 * Throws: KnownError (input) for a label that the given order lacks.
 * Result: the document of `pairlab agreement`; "insufficient" without any rating. A coefficient that these
 *         ratings can't have says why in its own place.
 */
export function agreementOf({ ratings, missing }: Ratings, options: AgreementOptions): Agreement {
  if (ratings.length === 0)
    return { status: "insufficient", reason: "no ratings", have: 0, need: 1 };
  const { order, ...printed } = options;
  const { labels, ordered, sizes } = labelOrder(
    ratings.map(({ label }) => label),
    order,
  );
  const items = [...new Set(ratings.map(({ item }) => item))].sort();
  const raters = [...new Set(ratings.map(({ rater }) => rater))].sort();
  const units = unitsOf(ratings, items, labels);
  const counts = categoryCounts(units, labels.length);
  const alpha = (scale: ScaleLevel, of: number[][]) => alphaWithInterval(of, scale, options);
  const sizedAlpha = (scale: ScaleLevel) =>
    sizes === undefined
      ? undetermined("the labels aren't numbers")
      : alpha(
          scale,
          units.map((unit) => unit.map((label) => at(sizes, label))),
        );
  return {
    status: "ok",
    ratings: ratings.length,
    items: items.length,
    raters: raters.length,
    missing,
    labels,
    ordered,
    krippendorff: {
      nominal: alpha("nominal", units),
      ordinal: ordered ? alpha("ordinal", units) : noOrder(),
      interval: sizedAlpha("interval"),
      ratio: sizes?.some((size) => size < 0)
        ? undetermined("a ratio scale has no negative labels")
        : sizedAlpha("ratio"),
    },
    fleiss: fleissOf(counts, labels),
    cohen: cohenOf(ratings, raters, labels, ordered, options.level),
    gwetAc1: chanceCorrected(counts, "gwet-ac1", options.level),
    brennanPrediger: chanceCorrected(counts, "brennan-prediger", options.level),
    generalisedFleiss: chanceCorrected(counts, "generalised-fleiss", options.level),
    options: { bootstrap: printed.bootstrap, seed: printed.seed, level: printed.level },
  };
}

function unitsOf(
  ratings: readonly Rating[],
  items: readonly string[],
  labels: readonly string[],
): number[][] {
  const codes = new Map(labels.map((label, code) => [label, code]));
  const byItem = new Map<string, number[]>(items.map((item) => [item, []]));
  for (const { item, label } of ratings) byItem.get(item)?.push(codes.get(label) ?? 0);
  return [...byItem.values()];
}

function alphaWithInterval(
  units: readonly (readonly number[])[],
  scale: ScaleLevel,
  { bootstrap, seed, level }: AgreementOptions,
) {
  const found = krippendorffAlpha(units, scale);
  if (found.status !== "ok") return found;
  const rng = createRng(seed, `alpha ${scale}`);
  const interval = alphaInterval(units, scale, { level, replicates: bootstrap, rng });
  return ok({ ...found.value, interval });
}

function fleissOf(counts: readonly (readonly number[])[], labels: readonly string[]) {
  const sizes = new Set(counts.map((row) => row.reduce((total, count) => total + count, 0)));
  if (sizes.size > 1)
    return undetermined("items were rated unequally often: see the generalised Fleiss kappa");
  const found = fleissKappa(counts);
  if (found.status !== "ok") return found;
  const perCategory = found.value.perCategory.map((kappa, k) => ({ label: at(labels, k), kappa }));
  return ok({ ...found.value, perCategory }, found.notes);
}

function cohenOf(
  ratings: readonly Rating[],
  raters: readonly string[],
  labels: readonly string[],
  ordered: boolean,
  level: number,
) {
  const [first, second] = raters;
  const table = labels.map(() => labels.map(() => 0));
  const bySecond = new Map(
    ratings.filter(({ rater }) => rater === second).map(({ item, label }) => [item, label]),
  );
  for (const { item, rater, label } of ratings) {
    const other = bySecond.get(item);
    if (rater !== first || other === undefined) continue;
    const row = at(table, labels.indexOf(label));
    const column = labels.indexOf(other);
    row[column] = at(row, column) + 1;
  }
  const kappa = (weights: KappaWeights): ReturnType<typeof cohenKappa> => {
    if (raters.length !== 2)
      return undetermined(`Cohen's kappa is for two raters, there are ${raters.length}`);
    return weights === "unweighted" || ordered ? cohenKappa(table, weights, level) : noOrder();
  };
  return {
    unweighted: kappa("unweighted"),
    linear: kappa("linear"),
    quadratic: kappa("quadratic"),
  } satisfies Record<KappaWeights, Result<unknown>>;
}
