import { KnownError } from "@pairlab/domain/errors";
import { Vote } from "@pairlab/domain/vote";
import { type CsvRecord, csvRecords } from "./csv-records.ts";
import { voteColumns } from "./votes-csv.ts";

/**
 * The votes of a `votes.csv`, as `pairlab study export` writes it; recorded columns may be missing.
 *
 * Throws: KnownError (input) with source and line for a label, id or number that can't be one.
 */
export const readVotesCsv = (text: string, source: string): Vote[] =>
  csvRecords(text, voteColumns, source).map((record) => toVote(record, source));

function toVote(record: CsvRecord, source: string): Vote {
  const { line, value } = record;
  const parsed = Vote.safeParse({
    id: value("id"),
    questionId: value("question"),
    promptId: value("prompt"),
    raterId: value("rater"),
    trialIndex: toNumber(value("trial_index")),
    left: value("left"),
    right: value("right"),
    choice: choiceOf(record, source),
    role: value("role"),
    rtMs: toNumber(value("rt_ms")),
    decidedAt: value("decided_at"),
    ...recorded(record),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new KnownError(
    "input",
    `invalid vote at ${issue?.path.join(".") ?? "row"}: ${issue?.message ?? "unreadable"} (${source} line ${line})`,
    { hint: "correct the row, or export the votes again" },
  );
}

/** What stands in the recorded columns; nothing of those that are empty or missing. */
function recorded({ value }: CsvRecord): object {
  const read = {
    expected: value("expected"),
    displayPx: value("display_px"),
    devicePixelRatio: value("device_pixel_ratio"),
    inputDevice: value("input_device"),
  };
  return Object.fromEntries(
    Object.entries(read)
      .filter(([, text]) => text !== "")
      .map(([name, text]) => [
        name,
        name.endsWith("Px") || name.endsWith("Ratio") ? toNumber(text) : text,
      ]),
  );
}

function choiceOf({ line, value }: CsvRecord, source: string): string {
  const winner = value("winner");
  const kind = value("tie_kind");
  if (winner === "left" || winner === "right") return winner;
  if (winner === "tie" && (kind === "" || kind === "tie" || kind === "both_bad"))
    return kind === "" ? "tie" : kind;
  const found = winner === "tie" ? `tie_kind: ${kind}` : `winner: ${winner}`;
  throw new KnownError("input", `unknown ${found} (${source} line ${line})`, {
    hint: "winner is left, right or tie; tie_kind is empty, tie or both_bad",
  });
}

const toNumber = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text));
