import { KnownError } from "@pairlab/domain/errors";
import { NextPairs } from "@pairlab/domain/next-pairs";
import { mostPairedItems, nextPairs } from "@pairlab/metrics/pairing/next-pairs";
import { columnOption } from "../column-option.ts";
import { examples } from "../examples.ts";
import { columnNames, questionVotes, readVotesFile } from "../read-votes-file.ts";
import type { Configure } from "./table.ts";

/** `pairlab next-pairs`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<votes>", "CSV, JSONL or Parquet; counts will do")
    .option("--question <id>", "which question's votes, when the file has several")
    .addOption(columnOption())
    .addHelpText(
      "before",
      examples(
        "npx pairlab next-pairs votes.csv",
        "npx pairlab next-pairs votes.csv --question quality --json",
      ),
    )
    .action(async (file: string, { question, column }: { question?: string; column: string[] }) => {
      const all = await readVotesFile(file, columnNames(column));
      const table = questionVotes(all, question, "give --question");
      if (table.items.length > mostPairedItems)
        throw new KnownError(
          "input",
          `invalid votes: ${table.items.length} items, at most ${mostPairedItems} are looked at`,
          { hint: "leave out items that are no longer in question" },
        );
      const found = NextPairs.parse(nextPairs(table));
      context().terminal.result(nextPairLines(found).join("\n"), found);
    });
};

function nextPairLines(found: NextPairs): string[] {
  const notes = found.notes.map(({ text }) => `note: ${text}`);
  if (found.status !== "ok") return [`${found.status}: ${found.reason}`, ...notes];
  return [
    `after ${found.n} decisive votes on ${found.items.length} items, one more vote tells most about:`,
    ...found.pairs.slice(0, 10).map(({ a, b, gain }) => `${a} and ${b}: ${gain.toFixed(4)} nats`),
    `a batch that links all: ${found.batch.map(({ a, b }) => `${a} and ${b}`).join(", ")}`,
    ...notes,
  ];
}
