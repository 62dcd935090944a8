import type { Protocol } from "@pairlab/domain/protocol";

/** A protocol in words: what a plan takes from it, where it is from, and what isn't the source's. */
export function protocolLines({ id, title, plan, sources, ours }: Protocol): string[] {
  const { questions, ties, bothBad, set, votesPerTask } = plan;
  const answers = ["left", "right", ...(ties === "allowed" ? ["no preference"] : [])];
  if (bothBad === true) answers.push("both are bad");
  return [
    `${id}: ${title}`,
    "",
    ...questions.map(
      (question) =>
        `${question.title}: "${question.text}" (prompt ${question.showPrompt ? "shown" : "hidden"})`,
    ),
    `answers: ${answers.join(", ")}`,
    ...(set === undefined ? [] : [`each side: a grid of ${set.pictures} pictures`]),
    ...(votesPerTask === undefined ? [] : [`votes for each comparison: ${votesPerTask}`]),
    "",
    ...sources.map(({ cite, address, gives }) => `from ${cite} (${address}): ${gives}`),
    "",
    ...ours.map((remark) => `not the source's: ${remark}`),
  ];
}
