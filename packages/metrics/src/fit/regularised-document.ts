import type { VoteTable } from "../votes/vote-table.ts";
import type { FitFindings } from "./fit-findings.ts";
import { iidAssumed } from "./fit-request.ts";
import { countVotes, pairCells } from "./pair-cells.ts";
import { type Regularisation, regularisedFit, usualAmount } from "./regularised-fit.ts";
import { entry } from "./symmetric-matrix.ts";

const eloPerLog = 400 / Math.LN10;

/** The document of Bradley-Terry with a named penalty: errors are the model's, for independent votes. */
export function regularisedFindings(
  table: VoteTable,
  kind: Regularisation,
  reference: number | undefined,
): FitFindings {
  const size = table.items.length;
  const cells = pairCells(countVotes(table), size, { ties: "half", sides: false });
  const fit = regularisedFit(cells, kind);
  const amount = kind === "firth" ? {} : { amount: usualAmount[kind] };
  const options = { se: "model", ...amount };
  if (fit.status !== "ok") {
    const { status, reason } = fit;
    const items = table.items.map((id) => ({ id }));
    return { status, reason, items, components: [], options, notes: [] };
  }
  const { parameters, covariance, logLikelihood } = fit.value;
  const of = (i: number, j: number): number => entry(covariance, i * size + j);
  const variance = (i: number): number =>
    reference === undefined ? of(i, i) : of(i, i) + of(reference, reference) - 2 * of(i, reference);
  const base = reference === undefined ? 0 : entry(parameters, reference);
  return {
    status: "ok",
    items: table.items.map((id, item) => ({
      id,
      logStrength: entry(parameters, item) - base,
      se: Math.sqrt(Math.max(0, variance(item))),
      elo400: 1000 + entry(parameters, item) * eloPerLog,
      component: 0,
    })),
    components: [[...table.items]],
    logLikelihood,
    options,
    notes: [...fit.notes, iidAssumed],
  };
}
