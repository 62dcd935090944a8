import type { QuestionResult, Summary } from "@pairlab/domain/summary";

/** Why a result must be read as preliminary; none: it is final. */
export function preliminaryReasons(
  counts: Summary["counts"],
  questions: readonly QuestionResult[],
  { leaks, chain }: { leaks?: Summary["leaks"]; chain?: Summary["chain"] } = {},
): string[] {
  const skipped = counts.leftOut.find(({ reason }) => reason === "skipped")?.votes ?? 0;
  const answered = counts.votes + skipped;
  return [
    ...(answered < counts.votesPlanned
      ? [`${answered} of ${counts.votesPlanned} planned votes are in`]
      : []),
    ...(leaks?.verdict === "leak found" ? ["something but the pictures told the arms apart"] : []),
    ...questions.flatMap(questionReasons),
    ...(chain === undefined || chain.faults === 0 ? [] : [chainReason(chain)]),
  ];
}

const namedFaults = 3;

function chainReason({ faults, firstFaults }: NonNullable<Summary["chain"]>): string {
  const named = firstFaults.slice(0, namedFaults);
  const others = faults - named.length;
  const rest = others > 0 ? `; and ${others} more` : "";
  return `answers aren't as they were given: ${named.join("; ")}${rest}`;
}

function questionReasons({ title, pairs, bradleyTerry }: QuestionResult): string[] {
  const unanswered = pairs.filter(({ winRate }) => winRate.status !== "ok").length;
  return [
    ...(unanswered > 0 ? [`${title}: ${unanswered} of ${pairs.length} pairs have no votes`] : []),
    ...(bradleyTerry.status === "ok" ? [] : [`${title}: ${bradleyTerry.reason}`]),
  ];
}
