import { KnownError } from "@pairlab/domain/errors";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readPValuesCsv } from "../multiplicity/read-p-values-csv.ts";
import { labelOrder } from "./label-order.ts";
import { readRatingsCsv } from "./read-ratings-csv.ts";

/** Text that is nearly a table: pieces of one in any order. */
const piece = fc.constantFrom(
  "item",
  "rater",
  "label",
  "p",
  ",",
  '"',
  "\n",
  "\r\n",
  "\uFEFF",
  "x",
  "0.5",
  "NaN",
  " ",
  "-1",
  '""',
  "é",
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));

function survives(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    expect(error.kind).toBe("input");
    expect(error.hint).toBeTruthy();
  }
}

test("any text is ratings or one known error, never anything else", () => {
  fc.assert(
    fc.property(text, (table) => survives(() => readRatingsCsv(table, "fuzz"))),
    { numRuns: 500 },
  );
  const rows = text.map((rest) => `item,rater,label\n${rest}`);
  fc.assert(
    fc.property(rows, (table) => survives(() => readRatingsCsv(table, "fuzz"))),
    { numRuns: 500 },
  );
});

test("any text is p-values in [0, 1] or one known error, never anything else", () => {
  const rows = text.map((rest) => `p\n${rest}`);
  fc.assert(
    fc.property(fc.oneof(text, rows), (table) =>
      survives(() => {
        for (const p of readPValuesCsv(table, "fuzz")) expect(p >= 0 && p <= 1).toBe(true);
      }),
    ),
    { numRuns: 500 },
  );
});

test("a byte order mark, CRLF, quotes and further columns change no rating", () => {
  const plain = readRatingsCsv("item,rater,label\na,r,1\nb,r,2\n", "x");
  const dressed = readRatingsCsv(
    '\uFEFFlabel,item,note,rater\r\n"1",a,"x, y",r\r\n2,b,,r\r\n',
    "x",
  );
  expect(dressed).toEqual(plain);
  expect(readRatingsCsv('item,rater,label\n"a,b",r,"says ""no"""\n', "x").ratings).toEqual([
    { item: "a,b", rater: "r", label: 'says "no"' },
  ]);
});

test("numbers are ordered by size, other labels only as given", () => {
  expect(labelOrder(["10", "9", "1e1", "9"])).toMatchObject({
    ordered: true,
    labels: ["9", "10", "1e1"],
  });
  expect(labelOrder(["b", "a"])).toEqual({ labels: ["a", "b"], ordered: false });
  expect(labelOrder(["b"], ["a", "b"])).toEqual({ labels: ["a", "b"], ordered: true });
  expect(labelOrder(["1", "-2", ""]).ordered).toBe(false);
});
