import { readFileSync } from "node:fs";
import type { Diagnosis } from "@pairlab/domain/diagnosis";
import { diagnosisOfStudy, diagnosisOfTable } from "@pairlab/metrics/diagnostics/diagnosis-of";
import { readVotesCsv } from "@pairlab/metrics/read-votes-csv";
import type { ColumnNames } from "@pairlab/metrics/votes/vote-columns";
import { voteColumns } from "@pairlab/metrics/votes-csv";
import { readVotesFile } from "./read-votes-file.ts";

/**
 * What could be wrong with the votes of a file. The `votes.csv` of a study's export says more than other
 * files, and is known by its header.
 *
 * Throws: KnownError: missing when there is no such file, input with the line for what can't be a vote.
 */
export async function diagnoseVotes(
  file: string,
  columns: ColumnNames,
  level: number,
): Promise<Diagnosis> {
  const table = await readVotesFile(file, columns);
  if (file === "-" || !/\.csv$/i.test(file)) return diagnosisOfTable(table, level);
  const text = readFileSync(file, "utf8");
  const [header = ""] = text.split("\n", 1);
  return header.replace(/^\uFEFF/, "").startsWith(voteColumns.join(","))
    ? diagnosisOfStudy(readVotesCsv(text, file), table, level)
    : diagnosisOfTable(table, level);
}
