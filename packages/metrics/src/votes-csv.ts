import type { Vote } from "@pairlab/domain/vote";

/** The columns of `votes.csv`, in their order: first what every tool reads, then the rest of a vote. */
export const voteColumns = [
  "left",
  "right",
  "winner",
  "rater",
  "prompt",
  "question",
  "role",
  "tie_kind",
  "id",
  "trial_index",
  "rt_ms",
  "decided_at",
] as const;

/** Columns after those: what was recorded with a vote. Files from before they were written lack them. */
export const recordedColumns = [
  "expected",
  "display_px",
  "device_pixel_ratio",
  "input_device",
] as const;

/**
 * Votes as CSV (RFC 4180, LF), a header and a row a vote; the bytes that `votesSha256` is the hash of.
 *
 * `winner` is `left`, `right` or `tie`; `tie_kind` says which kind of tie. Skips have no winner and are
 * left out: they are rows of `missing.csv`. A recorded column is empty where nothing was recorded.
 */
export const writeVotesCsv = (votes: readonly Vote[]): string =>
  [
    [...voteColumns, ...recordedColumns].join(","),
    ...votes.filter(({ choice }) => choice !== "skip").map((vote) => voteFields(vote).join(",")),
    "",
  ].join("\n");

// No field needs quotes: identifiers, words, numbers and timestamps hold no comma, quote or line end.
const voteFields = (vote: Vote): (string | number)[] => [
  vote.left,
  vote.right,
  vote.choice === "both_bad" ? "tie" : vote.choice,
  vote.raterId,
  vote.promptId,
  vote.questionId,
  vote.role,
  vote.choice === "tie" || vote.choice === "both_bad" ? vote.choice : "",
  vote.id,
  vote.trialIndex,
  vote.rtMs,
  vote.decidedAt,
  vote.expected ?? "",
  vote.displayPx ?? "",
  vote.devicePixelRatio ?? "",
  vote.inputDevice ?? "",
];
