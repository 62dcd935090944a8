import { KnownError } from "@pairlab/domain/errors";
import { recordVotes, type VoteReaderOptions } from "@pairlab/metrics/votes/read-votes";
import type { VoteTable } from "@pairlab/metrics/votes/vote-table";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";

/** Rows that are objects at the same time. */
const rowsAtOnce = 50_000;

/**
 * Votes from a Parquet file, some rows at a time; errors name the row, from 1.
 *
 * Throws: KnownError: missing when there is no such file, input when it isn't Parquet or can't be votes.
 */
export async function readParquetVotes(
  file: string,
  options: VoteReaderOptions,
): Promise<VoteTable> {
  const opened = await opening(file, options.source);
  const reader = recordVotes(options);
  for (let from = 0; from < opened.rows; from += rowsAtOnce) {
    const to = Math.min(opened.rows, from + rowsAtOnce);
    const records = await parquetReadObjects({ file: opened.buffer, rowStart: from, rowEnd: to });
    records.forEach((record, i) => {
      reader.push({ record, line: from + i + 1 });
    });
  }
  return reader.end();
}

async function opening(file: string, source: string) {
  try {
    const buffer = await asyncBufferFromFile(file);
    const metadata = await parquetMetadataAsync(buffer);
    return { buffer, rows: Number(metadata.num_rows) };
  } catch (cause) {
    const gone = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
    throw gone
      ? new KnownError("missing", `missing file: ${source}`, { hint: "check the path", cause })
      : new KnownError("input", `invalid ${source}: not Parquet`, {
          hint: cause instanceof Error ? cause.message : "write it again",
          cause,
        });
  }
}
