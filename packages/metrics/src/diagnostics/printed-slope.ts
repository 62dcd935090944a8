import type { QuestionDiagnosis } from "@pairlab/domain/diagnosis";
import type { Result } from "@pairlab/domain/result";
import { ok } from "../result.ts";
import type { ClusteredEstimate } from "./clustered-estimate.ts";

/** A slope as documents hold it. */
export function printedSlope(
  found: Result<ClusteredEstimate>,
): QuestionDiagnosis["fatigue"]["leftShare"] {
  if (found.status !== "ok") return found;
  const { value, standardError, lower, upper, p } = found.value;
  return ok({ value, standardError, lower, upper, p }, found.notes);
}
