import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { csvVotes, jsonlVotes, type VoteReaderOptions } from "@pairlab/metrics/votes/read-votes";
import type { ColumnNames } from "@pairlab/metrics/votes/vote-columns";
import { selectVotes, type VoteTable } from "@pairlab/metrics/votes/vote-table";

const chunkBytes = 256 * 1024; // stays in the cache while it is copied and read

/**
 * Votes from a file of any size: Parquet by its extension, JSONL by its extension, else CSV; `-` is CSV from
 * standard input.
 *
 * Throws: KnownError: missing when there is no such file, input with the line for what can't be a vote.
 */
export async function readVotesFile(
  file: string,
  columns: ColumnNames = {},
  extras: readonly string[] = [],
): Promise<VoteTable> {
  const source = file === "-" ? "standard input" : path.relative(process.cwd(), file) || file;
  const options: VoteReaderOptions = { source, columns, extras };
  if (/\.parquet$/i.test(file)) {
    const { readParquetVotes } = await import("./read-parquet-votes.ts");
    return readParquetVotes(file, options);
  }
  const opened = file === "-" ? 0 : opening(file, source);
  const chunk = new Uint8Array(chunkBytes);
  try {
    const reader = /\.(jsonl|ndjson)$/i.test(file)
      ? jsonlVotes(options)
      : csvVotes({ ...options, bytes: fstatSync(opened).size });
    for (let size = readSync(opened, chunk); size > 0; size = readSync(opened, chunk))
      reader.push(chunk.subarray(0, size));
    return reader.end();
  } finally {
    if (opened !== 0) closeSync(opened);
  }
}

function opening(file: string, source: string): number {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new KnownError("input", `invalid votes: ${source} is a folder`, {
      hint: "name the file in it",
    });
  try {
    return openSync(file, "r");
  } catch (cause) {
    throw new KnownError("missing", `missing file: ${source}`, { hint: "check the path", cause });
  }
}

/** `name=column` words of `--column`. Throws: KnownError (input) for other words. */
export function columnNames(words: readonly string[]): ColumnNames {
  return Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf("=");
      if (at > 0 && at < word.length - 1) return [word.slice(0, at), word.slice(at + 1)];
      throw new KnownError("input", `invalid --column: ${word}`, {
        hint: "such as --column rater=worker, when raters are in the column worker",
      });
    }),
  );
}

/**
 * The votes of one question, or of the only one there is.
 *
 * Throws: KnownError (input) for a question without votes, or several questions and none named.
 */
export function questionVotes(
  table: VoteTable,
  question: string | undefined,
  otherwise: string,
): VoteTable {
  const ids = table.questions?.ids ?? [];
  if (question === undefined) {
    if (ids.length < 2) return table;
    throw new KnownError("input", `invalid votes: ${ids.length} questions, and none is named`, {
      hint: `${otherwise}; they are ${ids.slice(0, 4).join(", ")}${ids.length > 4 ? ", …" : ""}`,
    });
  }
  const place = ids.indexOf(question);
  if (place < 0)
    throw new KnownError("input", `unknown question: ${question}`, {
      hint:
        ids.length === 0
          ? "the file has no column question"
          : `the file asks ${ids.slice(0, 4).join(", ")}`,
    });
  return ids.length === 1
    ? table
    : selectVotes(table, (vote) => table.questions?.of[vote] === place, { keepItems: false });
}

/**
 * The votes of each question, for `--by question`.
 *
 * Throws: KnownError (input) when a question is named besides, or the file has no such column.
 */
export function questionTables(
  table: VoteTable,
  named: string | undefined,
): { question: string; votes: VoteTable }[] {
  if (named !== undefined)
    throw new KnownError("input", "invalid --by: --question names one already", {
      hint: "give one of the two",
    });
  if (table.questions === undefined)
    throw new KnownError("input", "missing column: question, for --by question", {
      hint: "leave --by out for a file of one question",
    });
  return table.questions.ids.map((question) => ({
    question,
    votes: questionVotes(table, question, ""),
  }));
}
