import { unknownStudy } from "@pairlab/db/read-study";
import type { Readable } from "@pairlab/db/snapshot";
import { CommentRow } from "@pairlab/domain/comment-row";
import { csv } from "./csv.ts";

const columns = Object.keys(CommentRow.shape);
const aboutOf: Readonly<Record<string, CommentRow["about"]>> = {
  open: "study",
  difficulty: "difficulty",
};

/**
 * Everything that people wrote in their own words, by person and time: `comments.csv`.
 *
 * Free text may name its writer, so it is in no export that can be published.
 * Throws: KnownError (missing) for an unknown study.
 */
export async function commentsCsv(
  database: Readable,
  studyId: string,
): Promise<{ text: string; rows: number }> {
  if ((await database.study.count({ where: { id: studyId } })) === 0)
    throw await unknownStudy(database, studyId);
  const sessions = await database.session.findMany({
    where: { studyId, isPreview: false },
    orderBy: { raterId: "asc" },
    select: {
      raterId: true,
      answers: { where: { skipNote: { not: null } }, orderBy: { seq: "asc" } },
      comments: { orderBy: { kind: "asc" } },
    },
  });
  const rows = sessions.flatMap(({ raterId: rater, answers, comments }) => [
    ...answers.map(({ trialIndex, skipReason, skipNote, receivedAt }) =>
      row({
        ...{ rater, about: "pair", trial: trialIndex, reason: skipReason },
        ...{ text: skipNote ?? "", received_at: receivedAt.toISOString() },
      }),
    ),
    ...comments.map(({ kind, text, receivedAt }) =>
      row({
        ...{ rater, about: aboutOf[kind] ?? "study", trial: null, reason: null, text },
        received_at: receivedAt.toISOString(),
      }),
    ),
  ]);
  return { text: csv(columns, rows), rows: rows.length };
}

const row = (given: CommentRow): string[] =>
  Object.values(CommentRow.parse({ ...given, text: neutralised(given.text) })).map((value) =>
    String(value ?? ""),
  );

/** A text that no spreadsheet takes for a formula. Source: OWASP, "CSV Injection". */
export const neutralised = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
