import { KnownError } from "@pairlab/domain/errors";
import type { Vote } from "@pairlab/domain/vote";
import { expect, test } from "vitest";
import { csvRecords } from "./csv-records.ts";
import { readMissingCsv } from "./missing-votes.ts";
import { readVotesCsv } from "./read-votes-csv.ts";
import { voteColumns, writeVotesCsv } from "./votes-csv.ts";

const vote: Vote = {
  id: "r1.0",
  questionId: "quality",
  promptId: "p1",
  raterId: "r1",
  trialIndex: 0,
  left: "one",
  right: "other",
  choice: "left",
  role: "trial",
  rtMs: 1234.5,
  decidedAt: "2026-01-05T09:00:00.000Z",
};
const header = writeVotesCsv([]);

function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof KnownError && error.kind === "input") return error.message;
    throw error;
  }
  return "nothing was refused";
}

test("votes come back from their file as they were; skips stay out of it", () => {
  const votes: Vote[] = [
    vote,
    { ...vote, id: "r1.1", choice: "right" },
    { ...vote, id: "r1.2", choice: "tie" },
    { ...vote, id: "r1.3", choice: "both_bad", role: "check" },
  ];
  const text = writeVotesCsv([...votes, { ...vote, id: "r1.4", choice: "skip" }]);
  expect(readVotesCsv(text, "votes.csv")).toEqual(votes);
  expect(writeVotesCsv(readVotesCsv(text, "votes.csv"))).toBe(text);
});

test("what was recorded with a vote comes back, and may be missing from a file", () => {
  const recorded: Vote[] = [
    { ...vote, displayPx: 384, devicePixelRatio: 1.25, inputDevice: "touch" },
    { ...vote, id: "r1.1", role: "check", expected: "right", displayPx: 512 },
  ];
  const text = writeVotesCsv(recorded);
  expect(readVotesCsv(text, "votes.csv")).toEqual(recorded);
  const older = text.replaceAll(/^((?:[^,\n]*,){11}[^,\n]*).*$/gm, "$1");
  expect(older.split("\n")[0]).toBe(voteColumns.join());
  expect(readVotesCsv(older, "votes.csv")).toEqual([vote, { ...vote, id: "r1.1", role: "check" }]);
});

test.each([
  [
    "unknown winner: nobody (votes.csv line 2)",
    "one,other,nobody,r1,p1,quality,trial,,i,0,1,t,,,,",
  ],
  [
    "unknown tie_kind: maybe (votes.csv line 2)",
    "one,other,tie,r1,p1,quality,trial,maybe,i,0,1,t,,,,",
  ],
  ["invalid row: 3 fields, the header has 16 (votes.csv line 2)", "one,other,left"],
])("%s", (message, row) => {
  expect(refusal(() => readVotesCsv(`${header}${row}\n`, "votes.csv"))).toBe(message);
});

test("an id, a role, a time or a number that can't be one is refused with its line", () => {
  const fields = ["one", "other", "left", "r1", "p1", "quality", "trial", "", "i", "0", "1"];
  const row = (column: number, value: string) =>
    [...fields, "2026-01-05T09:00:00.000Z", "", "", "", ""]
      .map((field, i) => (i === column ? value : field))
      .join();
  const text = (column: number, value: string) =>
    `${header}${row(0, "one")}\n${row(column, value)}\n`;
  for (const [column, value, place] of [
    [3, "", "raterId"],
    [4, "no spaces", "promptId"],
    [6, "warm-up", "role"],
    [9, "-1", "trialIndex"],
    [10, "", "rtMs"],
    [11, "yesterday", "decidedAt"],
    [12, "up", "expected"],
    [13, "0.5", "displayPx"],
    [14, "none", "devicePixelRatio"],
    [15, "voice", "inputDevice"],
  ] as const)
    expect(refusal(() => readVotesCsv(text(column, value), "votes.csv"))).toMatch(
      new RegExp(`^invalid vote at ${place}: .* \\(votes\\.csv line 3\\)$`),
    );
});

test("a missing column is named", () => {
  expect(refusal(() => readVotesCsv("left,right,winner\n", "votes.csv"))).toMatch(
    /^missing column: rater, prompt, question, .* \(votes\.csv line 1\)$/,
  );
});

test("quoted fields keep commas, quotes and line ends; an open quote is named by its line", () => {
  const text = 'a,b\r\n"x, ""y""","two\nlines"\r\n\r\n1,2';
  const records = csvRecords(text, ["a", "b"], "table");
  expect(records.map(({ line, value }) => [line, value("a"), value("b")])).toEqual([
    [2, 'x, "y"', "two\nlines"],
    [5, "1", "2"],
  ]);
  expect(refusal(() => csvRecords('a,b\n1,"2\n', ["a"], "table"))).toBe(
    "invalid quote (table line 2)",
  );
});

test("planned votes that aren't there are read with their reasons", () => {
  const text = "form,question,reason\n1,quality,skipped\n2,quality,never leased\n";
  expect(readMissingCsv(text, "missing.csv")).toEqual([
    { questionId: "quality", reason: "skipped" },
    { questionId: "quality", reason: "never leased" },
  ]);
  expect(refusal(() => readMissingCsv("question,reason\nquality,lost\n", "missing.csv"))).toBe(
    "unknown reason: lost (missing.csv line 2)",
  );
});
