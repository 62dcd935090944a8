import { at } from "@pairlab/domain/at";
import type { FitDocument, FitItem } from "@pairlab/domain/fit-document";
import type { Result } from "@pairlab/domain/result";
import type { VoteTable } from "../votes/vote-table.ts";
import { type CovariateFit, covariateFit } from "./covariate-fit.ts";
import { type Covariate, type CovariateRequest, covariatesOf } from "./covariates.ts";
import type { FitFindings } from "./fit-findings.ts";
import type { PairFit, PairFitOptions } from "./pair-fit.ts";
import { entry } from "./symmetric-matrix.ts";

export type WithCovariates = CovariateFit & { covariates: readonly Covariate[] };

/** A fit with covariates; undefined when none are asked for. */
export function withCovariates(
  table: VoteTable,
  requests: readonly CovariateRequest[] | undefined,
  options: PairFitOptions,
  without: PairFit,
): WithCovariates | undefined {
  if (requests === undefined) return undefined;
  const covariates = covariatesOf(table, requests);
  return { ...covariateFit(table, covariates, options, without), covariates };
}

type Effect = NonNullable<FitDocument["covariates"]>[number];

const aliasedWord = {
  status: "undetermined",
  reason: "aliased: strengths, sides and the covariates before it say the same",
} as const;
const unknownError = {
  status: "undetermined",
  reason: "an infinite effect has no standard error",
} as const;
const notSettled = { status: "undetermined", reason: "another effect is infinite" } as const;

/** What each covariate adds to the log odds of the left, for each root mean square of it. */
export function covariateEffects(
  { fit, aliased, infinite, covariates }: WithCovariates,
  seOf: (parameter: number) => Effect["se"],
): Effect[] {
  let next = 0;
  return covariates.map(({ name, scale }, q): Effect => {
    if (aliased[q] === true) return { name, scale, estimate: aliasedWord, se: aliasedWord };
    const sign = infinite[q] ?? 0;
    if (sign !== 0) return { name, scale, estimate: { kind: "infinite", sign }, se: unknownError };
    if (fit.status !== "ok") return { name, scale, estimate: notSettled, se: notSettled };
    const place = fit.value.layout.covariates[next] ?? 0;
    next += 1;
    return { name, scale, estimate: entry(fit.value.parameters, place), se: seOf(place) };
  });
}

/** An item's log strength without covariates. */
export const unadjustedOf = (
  { parameters }: PairFit,
  item: number,
  reference: number | undefined,
): number => entry(parameters, item) - (reference === undefined ? 0 : entry(parameters, reference));

/** The document of a fit whose covariates leave no finite one: strengths are there without them only. */
export function withoutCovariates(
  table: VoteTable,
  extra: WithCovariates | undefined,
  plain: PairFit,
  fit: Exclude<Result<never>, { status: "ok" }>,
): FitFindings {
  const { status, reason } = fit;
  return {
    status,
    reason,
    items: table.items.map(
      (id, item): FitItem => ({
        id,
        component: 0,
        unadjusted: unadjustedOf(plain, item, undefined),
      }),
    ),
    components: [[...table.items]],
    ...(extra === undefined
      ? {}
      : { covariates: covariateEffects(extra, () => at([notSettled], 0)) }),
    notes: [],
  };
}
