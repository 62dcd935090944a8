import { KnownError } from "@pairlab/domain/errors";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvVotes, jsonlVotes } from "./read-votes.ts";
import type { ColumnNames } from "./vote-columns.ts";
import { tieCount, type VoteTable, voteCount } from "./vote-table.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function read(text: string, columns?: ColumnNames, chunk = 1_000_000): VoteTable {
  const reader = csvVotes({ source: "votes.csv", ...(columns && { columns }) });
  const all = bytes(text);
  for (let at = 0; at < all.length; at += chunk) reader.push(all.subarray(at, at + chunk));
  return reader.end();
}

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof KnownError && error.kind === "input") return error.message;
    throw error;
  }
  return "nothing was refused";
}

/** Votes as readable rows: first, second, outcome, weight, rater, prompt, question. */
const rowsOf = (table: VoteTable): string[] =>
  [...table.first].map((first, i) =>
    [
      table.items[first],
      table.items[table.second[i] ?? -1],
      ["first", "second", "tie", "both bad"][table.outcome[i] ?? -1],
      table.weight?.[i] ?? "",
      ...[table.raters, table.prompts, table.questions].map(
        (ids) => ids?.ids[ids.of[i] ?? -1] ?? "",
      ),
    ].join(" "),
  );

test("left, right and winner are read by their header, in any order of columns, others ignored", () => {
  const table = read(
    "note,winner,right,left,rater,weight\nx,left,b,a,r1,1\ny,right,a,b,r2,0.5\nz,tie,c,a,r1,2\n",
  );
  expect(table.items).toEqual(["a", "b", "c"]);
  expect(rowsOf(table)).toEqual(["a b first 1 r1  ", "b a second 0.5 r2  ", "a c tie 2 r1  "]);
  expect(table.shape).toBe("votes");
});

test("rows whose role isn't trial are left out and counted before anything else is looked at", () => {
  const table = read(
    "left,right,winner,role\na,b,left,trial\na,a,nobody,control\na,b,right,repeat\na,b,tie,control\n",
  );
  expect(rowsOf(table)).toEqual(["a b first    "]);
  expect(table.leftOut).toEqual([
    { role: "control", votes: 2 },
    { role: "repeat", votes: 1 },
  ]);
});

test("a tie is of the kind that tie_kind says", () => {
  const table = read(
    "left,right,winner,tie_kind\na,b,tie,\na,b,tie,tie\na,b,tie,both_bad\na,b,left,\n",
  );
  expect(tieCount(table)).toEqual({ ties: 3, bothBad: 1 });
});

test("arena files say model_a, model_b, and a tie in three ways", () => {
  const table = read(
    "model_a,model_b,winner\na,b,model_a\na,b,model_b\na,b,tie\na,b,tie (bothbad)\nb,a,both_bad\n",
  );
  expect(rowsOf(table).map((row) => row.trim())).toEqual([
    "a b first",
    "a b second",
    "a b tie",
    "a b both bad",
    "b a both bad",
  ]);
});

test("files of counts give an entry an outcome, weighted by its count", () => {
  const table = read("item_i,item_j,wins_i,wins_j,ties\na,b,3,0,2\nb,c,0,0,0\n");
  expect(rowsOf(table).map((row) => row.trim())).toEqual(["a b first 3", "a b tie 2"]);
  expect(table.items).toEqual(["a", "b", "c"]);
  expect(table.shape).toBe("pairs");
  expect(voteCount(table)).toBe(5);
});

test.each([
  ["unknown winner: model_a (votes.csv line 3)", "left,right,winner\na,b,left\na,b,model_a\n"],
  ["unknown winner: left (votes.csv line 2)", "model_a,model_b,winner\na,b,left\n"],
  ["unknown winner: Left (votes.csv line 2)", "left,right,winner\na,b,Left\n"],
  ["unknown winner:  (votes.csv line 2)", "left,right,winner\na,b,\n"],
  ["unknown tie_kind: maybe (votes.csv line 2)", "left,right,winner,tie_kind\na,b,tie,maybe\n"],
  ["missing left: an empty id (votes.csv line 2)", "left,right,winner\n,b,left\n"],
  ["missing second item: an empty id (votes.csv line 2)", 'left,right,winner\na,"",left\n'],
  [
    "missing rater: an empty id (votes.csv line 3)",
    "left,right,winner,rater\na,b,left,r\na,b,left,\n",
  ],
  ["invalid comparison: a against itself (votes.csv line 2)", "left,right,winner\na,a,left\n"],
  ["invalid weight: NaN (votes.csv line 2)", "left,right,winner,weight\na,b,left,NaN\n"],
  ["invalid weight:  (votes.csv line 2)", "left,right,winner,weight\na,b,left,\n"],
  ["invalid weight: -1 (votes.csv line 2)", "left,right,winner,weight\na,b,left,-1\n"],
  ["invalid weight: Infinity (votes.csv line 2)", "left,right,winner,weight\na,b,left,Infinity\n"],
  ["invalid wins_j: x (votes.csv line 2)", "item_i,item_j,wins_i,wins_j\na,b,1,x\n"],
  [
    "invalid row: 2 fields, the header has 3 (votes.csv line 3)",
    "left,right,winner\na,b,left\na,b\n",
  ],
  ["invalid row: 4 fields, the header has 3 (votes.csv line 2)", "left,right,winner\na,b,left,\n"],
  ["invalid quote (votes.csv line 2)", 'left,right,winner\na,"b,left\n'],
  ["invalid quote (votes.csv line 2)", 'left,right,winner\na,b"c,left\n'],
  ["invalid quote (votes.csv line 2)", 'left,right,winner\na,"b"c,left\n'],
  [
    "invalid line end: a lone carriage return (votes.csv line 2)",
    "left,right,winner\na,b\rc,left\n",
  ],
  ["missing columns: no votes by this header (votes.csv line 1)", "left,winner\na,left\n"],
  ["missing columns: no votes by this header (votes.csv line 1)", ""],
  ["duplicate column: left (votes.csv line 1)", "left,right,winner,left\na,b,left,a\n"],
])("%s", (message, text) => {
  expect(refusal(() => read(text))).toBe(message);
  expect(refusal(() => read(text, undefined, 1))).toBe(message);
});

test("an id that isn't UTF-8 is refused", () => {
  const reader = csvVotes({ source: "votes.csv" });
  reader.push(Uint8Array.from([...bytes("left,right,winner\na,"), 0xff, ...bytes(",left\n")]));
  expect(refusal(() => reader.end())).toBe("invalid text: an id isn't UTF-8 (votes.csv)");
});

test("a byte order mark, CRLF, empty lines, quoted commas and quotes change nothing", () => {
  const plain = 'left,right,winner\n"a, one","b ""two""",left\nc,"a, one",right';
  const windows = `\uFEFF${plain.replaceAll("\n", "\r\n\r\n")}\r\n`;
  expect(read(plain).items).toEqual(["a, one", 'b "two"', "c"]);
  expect(rowsOf(read(windows))).toEqual(rowsOf(read(plain)));
});

test("line numbers count line ends inside quotes", () => {
  const text = 'left,right,winner,note\na,b,left,"two\nlines"\na,b,none,x\n';
  expect(refusal(() => read(text))).toBe("unknown winner: none (votes.csv line 4)");
});

test("a line of 100,000 columns is refused in a file of three, and read in a file of as many", () => {
  const wide = Array.from({ length: 100_000 }, (_, i) => `c${i}`).join();
  expect(refusal(() => read(`left,right,winner\n${wide}\n`))).toBe(
    "invalid row: 100000 fields, the header has 3 (votes.csv line 2)",
  );
  const row = `a,b,left,${wide}`;
  expect(rowsOf(read(`left,right,winner,${wide}\n${row}\n${row}\n`, undefined, 4096))).toHaveLength(
    2,
  );
});

test("columns can be read by other names", () => {
  const table = read("worker,left,right,winner\nw1,a,b,left\n", { rater: "worker" });
  expect(table.raters?.ids).toEqual(["w1"]);
  expect(refusal(() => read("left,right,winner\na,b,left\n", { rater: "worker" }))).toBe(
    "missing column: worker (votes.csv line 1)",
  );
});

const id = fc
  .string({ minLength: 1, maxLength: 12, unit: "binary" })
  .filter((text) => text.isWellFormed());
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const plainText = /^[^",\r\n]+$/;

test("whatever the ids are and wherever chunks end, the same votes come back", () => {
  const vote = fc.record({
    left: id,
    right: id,
    winner: fc.constantFrom("left", "right", "tie"),
    rater: id,
    quote: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(vote, { maxLength: 12 }),
      fc.integer({ min: 1, max: 40 }),
      (drawn, chunk) => {
        const votes = drawn.filter(({ left, right }) => left !== right);
        const field = (text: string, quote: boolean): string =>
          quote || !plainText.test(text) || text.startsWith("\uFEFF") ? quoted(text) : text;
        const lines = votes.map(({ left, right, winner, rater, quote }) =>
          [field(left, quote), field(right, quote), winner, field(rater, quote)].join(),
        );
        const table = read(["left,right,winner,rater", ...lines].join("\n"), undefined, chunk);
        expect(
          [...table.first].map((first, i) => ({
            left: table.items[first],
            right: table.items[table.second[i] ?? -1],
            winner: ["left", "right", "tie"][table.outcome[i] ?? -1],
            rater: table.raters?.ids[table.raters.of[i] ?? -1],
          })),
        ).toEqual(votes.map(({ left, right, winner, rater }) => ({ left, right, winner, rater })));
      },
    ),
  );
});

test("any bytes give a table or an error that names the file, never a crash", () => {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.string({ unit: fc.constantFrom("a", "b", ",", '"', "\n", "\r", "left", "tie") }).map(bytes),
  );
  fc.assert(
    fc.property(noise, fc.integer({ min: 1, max: 9 }), (tail, chunk) => {
      const all = Uint8Array.from([...bytes("left,right,winner\n"), ...tail]);
      const attempt = (step: number): string => {
        const reader = csvVotes({ source: "votes.csv" });
        const message = refusal(() => {
          for (let at = 0; at < all.length; at += step) reader.push(all.subarray(at, at + step));
          throw new KnownError("input", rowsOf(reader.end()).join());
        });
        return message;
      };
      expect(attempt(chunk)).toBe(attempt(1000));
    }),
    { numRuns: 500 },
  );
});

test("JSONL holds an object a line; numbers are ids too; errors name the line", () => {
  const text =
    '{"left":"a","right":2,"winner":"left","weight":1.5}\n\n{"left":2,"right":"a","winner":"tie","weight":1}';
  const readLines = (lines: string, chunk = 7) => {
    const reader = jsonlVotes({ source: "votes.jsonl" });
    const all = bytes(lines);
    for (let at = 0; at < all.length; at += chunk) reader.push(all.subarray(at, at + chunk));
    return reader.end();
  };
  expect(rowsOf(readLines(text)).map((row) => row.trim())).toEqual(["a 2 first 1.5", "2 a tie 1"]);
  expect(refusal(() => readLines(`${text}\n[1]`))).toBe(
    "invalid JSON: not an object (votes.jsonl line 4)",
  );
  expect(refusal(() => readLines(`${text}\n{"left":`))).toBe(
    "invalid JSON: not an object (votes.jsonl line 4)",
  );
  expect(
    refusal(() => readLines(`${text}\n{"left":"a","right":"b","winner":null,"weight":1}`)),
  ).toBe("unknown winner:  (votes.jsonl line 4)");
  expect(refusal(() => readLines(""))).toBe("missing votes: nothing in votes.jsonl");
});
