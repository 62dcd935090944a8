import type { Result } from "@pairlab/domain/result";
import { failed, insufficient, ok, undetermined } from "../result.ts";
import type { Covariate } from "./covariates.ts";
import { existence } from "./existence.ts";
import { type Layout, layoutOf, type NewtonFit, newton } from "./newton.ts";
import { type PairCells, pairCells, type TieRule } from "./pair-cells.ts";
import { bradleyTerryModel, davidsonModel, type PairModel, raoKupperModel } from "./pair-model.ts";
import { thurstoneModel } from "./thurstone-model.ts";

export const pairModels = {
  bt: bradleyTerryModel,
  davidson: davidsonModel,
  "rao-kupper": raoKupperModel,
} as const satisfies Record<string, PairModel>;

export interface PairFitOptions {
  model: keyof typeof pairModels;
  ties: TieRule;
  /** Whether to fit how much being on the left adds to the log odds. */
  position: boolean;
  /** Of Bradley-Terry; undefined is logit. */
  link?: "logit" | "probit" | undefined;
}

/** A finite fit, with what it was made from. */
export interface PairFit extends NewtonFit {
  cells: PairCells;
  /** The model that was fitted: Bradley-Terry when there were no ties to model. */
  model: PairModel;
  layout: Layout;
  /** The tie parameter is at the edge of what it can be, because there were no ties. */
  boundary: boolean;
  /** What else was fitted, of each vote; absent: nothing. */
  covariates?: readonly Covariate[];
}

/**
 * Strengths, and where asked for the effect of the left side and a tie parameter, from counts by pair.
 *
 * Source: Bradley & Terry 1952; Davidson 1970; Rao & Kupper 1967.
 * Shape:  counts as `countVotes` makes them.
 * Result: "insufficient" for fewer than two items or an item without comparisons; "undetermined" when some
 *         parameter would be infinite, with the strong components of items as numbers; "failed" when
 *         Newton's method doesn't settle.
 */
export function pairFit(
  counts: Float64Array,
  items: number,
  options: PairFitOptions,
): Result<PairFit> {
  if (items < 2) return insufficient("one item can't be compared", items, 2);
  const cells = pairCells(counts, items, { ties: options.ties, sides: options.position });
  const asked = options.link === "probit" ? thurstoneModel : pairModels[options.model];
  const boundary = asked.tie !== undefined && cells.ties.every((ties) => ties === 0);
  const model = boundary ? bradleyTerryModel : asked;
  const refused = refusal(cells, options.position, model);
  if (refused !== undefined) return refused;
  const layout = layoutOf(items, model, options.position);
  const fit = newton(cells, model, layout);
  if (fit.status !== "ok") return fit;
  return ok({ ...fit.value, cells, model, layout, boundary });
}

/** Why there is no finite fit; undefined: there is. */
export function refusal(
  cells: PairCells,
  position: boolean,
  model: PairModel,
): Result<never> | undefined {
  const { components, idle, missing, sign } = existence(cells, {
    position,
    tie: model.tie !== undefined,
  });
  const groups = components.map((members) => members.map(String));
  switch (missing) {
    case undefined:
      return undefined;
    case "no votes":
      return insufficient("an item has no comparisons", cells.items - idle.length, cells.items);
    case "components":
      return undetermined(
        "no common ranking: some items always won, or were never compared",
        groups,
      );
    case "alias":
      return undetermined(
        "the effect of the left side can't be told from strengths: who meets whom on which side doesn't vary enough",
        groups,
      );
    case "position":
      return undetermined(
        `the effect of the left side is infinite: ${sign === 1 ? "left" : "right"} never lost where strengths allow both`,
        groups,
      );
    case "tie":
      return undetermined(
        "ties can't be told from strengths: a larger tie parameter always fits better",
        groups,
      );
    default:
      return failed("unknown reason");
  }
}
