import { at } from "@pairlab/domain/at";
import type { Result } from "@pairlab/domain/result";
import type { VoteTable } from "../votes/vote-table.ts";
import type { FitFindings } from "./fit-findings.ts";
import { iidAssumed } from "./fit-request.ts";
import { countVotes, type PairCells, pairCells } from "./pair-cells.ts";
import {
  metParts,
  penalised,
  type Regularisation,
  regularisedFit,
  usualAmount,
} from "./regularised-fit.ts";
import { entry } from "./symmetric-matrix.ts";

const eloPerLog = 400 / Math.LN10;

/** The document of Bradley-Terry with a named penalty: errors are the model's, for independent votes. */
export function regularisedFindings(
  table: VoteTable,
  kind: Regularisation,
  given: number | undefined,
  reference: number | undefined,
): FitFindings {
  const size = table.items.length;
  const cells = pairCells(countVotes(table), size, { ties: "half", sides: false });
  const amount = given ?? usualAmount[kind];
  const fit = regularisedFit(cells, kind, amount);
  const options = { se: "model", ...(kind === "firth" ? {} : { amount }) };
  if (fit.status !== "ok") return withoutCommonFit(table, cells, { kind, amount, fit, options });
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

interface Refused {
  kind: Regularisation;
  amount: number;
  fit: Exclude<Result<never>, { status: "ok" }>;
  options: FitFindings["options"] & object;
}

/** Parts that never met: a ghost and a ridge give each part's strengths, and set parts side by side of their own. */
function withoutCommonFit(
  table: VoteTable,
  cells: PairCells,
  { kind, amount, fit: { status, reason }, options }: Refused,
): FitFindings {
  const joins = status === "undetermined" && (kind === "ghost" || kind === "ridge");
  const fit = joins ? penalised(cells, kind, amount) : undefined;
  if (fit?.status !== "ok") {
    const items = table.items.map((id) => ({ id }));
    return { status, reason, items, components: [], options, notes: [] };
  }
  const parts = metParts(cells);
  return {
    status,
    reason,
    items: table.items.map((id, item) => ({
      id,
      logStrength: entry(fit.value.parameters, item),
      se: priorOnly,
      component: parts.findIndex((part) => part.includes(item)),
    })),
    components: parts.map((part) => part.map((item) => at(table.items, item))),
    options,
    notes: [...fit.notes, { code: "regularised", text: priorOnly.reason }, iidAssumed],
  };
}

const priorOnly = {
  status: "undetermined",
  reason: "differences between components that never met come from the penalty alone",
} as const;
