import type { QuestionDiagnosis } from "@pairlab/domain/diagnosis";
import { directionVerdict } from "../equivalence/published-verdict.ts";
import type { FitRequest } from "../fit/fit-request.ts";
import { fitVotes } from "../fit/fit-votes.ts";
import { insufficient, ok, undetermined } from "../result.ts";
import { normalQuantile } from "../special/normal.ts";
import { tieCount, type VoteTable } from "../votes/vote-table.ts";

type TieModels = QuestionDiagnosis["tieModels"];
type Contrast = Extract<TieModels, { status: "ok" }>["value"][number]["models"][number];

const models = [
  { name: "bt-drop", model: "bt", ties: "drop" },
  { name: "bt-half", model: "bt", ties: "half" },
  { name: "davidson", model: "davidson", ties: undefined },
  { name: "rao-kupper", model: "rao-kupper", ties: undefined },
] as const satisfies readonly { name: Contrast["model"]; model: string; ties: unknown }[];

/** A fit an item and model: beyond this many, the panel would take minutes. */
const mostItems = 20;

/**
 * Which of two items is stronger under each way to model ties: left out, half a win each, Davidson, Rao-Kupper.
 *
 * Source: Davidson 1970; Rao & Kupper 1967; errors as clustered as the table allows, normal intervals.
 * Shape:  a table of one question.
 * Unit:   natural log strength, a's less b's.
 * Result: "insufficient" without ties, when all four say the same; "undetermined" over 20 items. A contrast that
 *         isn't finite says so in its own place.
 */
export function tieModels(table: VoteTable, level: number): TieModels {
  const { ties } = tieCount(table);
  const { items } = table;
  if (ties === 0) return insufficient("no ties: every model says the same", 0, 1);
  if (items.length > mostItems) return undetermined(`more than ${mostItems} items`);
  const z = normalQuantile((1 + level) / 2);
  const found = items.flatMap((b, reference) => {
    const fits = models.map(({ name, model, ties: rule }) => ({
      name,
      fit: fitVotes(table, { ...request, model, ties: rule, reference: b }),
    }));
    return items.slice(0, reference).map((a) => {
      const contrasts = fits.map(({ name, fit }) => contrastOf(name, fit, a, z));
      const verdicts = new Set(contrasts.map(({ verdict }) => verdict));
      return { a, b, models: contrasts, verdictChanges: verdicts.size > 1 };
    });
  });
  return ok(found);
}

const request: Omit<FitRequest, "model" | "ties" | "reference"> = {
  position: false,
  se: undefined,
  correction: "cr1g",
  bootstrap: undefined,
  cluster: undefined,
  level: 0.95,
  seed: 0,
  orders: 0,
  k: 1,
};

function contrastOf(
  model: Contrast["model"],
  fit: ReturnType<typeof fitVotes>,
  item: string,
  z: number,
): Contrast {
  const none = (reason: string): Contrast => ({
    model,
    contrast: undetermined(reason),
    verdict: "no interval",
  });
  const found = fit.items.find(({ id }) => id === item);
  const { logStrength, se } = found ?? {};
  if (fit.status !== "ok" || typeof logStrength !== "number")
    return none(fit.reason ?? "no common strengths");
  if (typeof se !== "number" || !(se > 0)) return none("no standard error");
  const ends = { lower: logStrength - z * se, upper: logStrength + z * se };
  return {
    model,
    contrast: ok({ value: logStrength, standardError: se, ...ends }),
    verdict: directionVerdict(ends, "above", 0),
  };
}
