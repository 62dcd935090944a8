import { KnownError } from "@pairlab/domain/errors";
import { recordVotes, type VoteReaderOptions } from "@pairlab/metrics/votes/read-votes";
import type { VoteTable } from "@pairlab/metrics/votes/vote-table";
import {
  type AsyncBuffer,
  asyncBufferFromFile,
  parquetMetadataAsync,
  parquetReadObjects,
} from "hyparquet";
import { parquetCompressors } from "./parquet-compressors.ts";

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
    const records = await recordsOf(opened.buffer, from, to, options.source);
    records.forEach((record, i) => {
      reader.push({ record, line: from + i + 1 });
    });
  }
  return reader.end();
}

async function recordsOf(file: AsyncBuffer, rowStart: number, rowEnd: number, source: string) {
  try {
    return await parquetReadObjects({ file, rowStart, rowEnd, compressors: parquetCompressors });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : "damaged";
    throw new KnownError("input", `invalid ${source}: rows from ${rowStart + 1}: ${said}`, {
      hint: "write it again, compressed with snappy, gzip or not at all",
      cause,
    });
  }
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
