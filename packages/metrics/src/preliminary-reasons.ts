import type { QuestionResult, Summary } from "@pairlab/domain/summary";

/** Why a result must be read as preliminary; none: it is final. */
export function preliminaryReasons(
  counts: Summary["counts"],
  questions: readonly QuestionResult[],
  leaks?: Summary["leaks"],
): string[] {
  const skipped = counts.leftOut.find(({ reason }) => reason === "skipped")?.votes ?? 0;
  const answered = counts.votes + skipped;
  return [
    ...(answered < counts.votesPlanned
      ? [`${answered} of ${counts.votesPlanned} planned votes are in`]
      : []),
    ...(leaks?.verdict === "leak found" ? ["something but the pictures told the arms apart"] : []),
    ...questions.flatMap(questionReasons),
  ];
}

function questionReasons({ title, pairs, bradleyTerry }: QuestionResult): string[] {
  const unanswered = pairs.filter(({ winRate }) => winRate.status !== "ok").length;
  return [
    ...(unanswered > 0 ? [`${title}: ${unanswered} of ${pairs.length} pairs have no votes`] : []),
    ...(bradleyTerry.status === "ok" ? [] : [`${title}: ${bradleyTerry.reason}`]),
  ];
}
