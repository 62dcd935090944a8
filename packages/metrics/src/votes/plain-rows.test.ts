import { KnownError } from "@pairlab/domain/errors";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvVotes } from "./read-votes.ts";
import type { VoteTable } from "./vote-table.ts";

/** What a reader makes of bytes in chunks: a table, or the words of its refusal. */
function read(
  bytes: Uint8Array,
  chunk: number,
  options: { vectors: boolean; bytes?: number },
): VoteTable | string {
  try {
    const reader = csvVotes({ source: "votes.csv", ...options });
    for (let at = 0; at < bytes.length; at += chunk) reader.push(bytes.subarray(at, at + chunk));
    return reader.end();
  } catch (error) {
    if (error instanceof KnownError) return `${error.message} | ${error.hint}`;
    throw error;
  }
}

function expectSame(text: string, chunk = 1_000_000): VoteTable | string {
  const bytes = new TextEncoder().encode(text);
  const found = read(bytes, chunk, { vectors: true });
  expect(found).toEqual(read(bytes, chunk, { vectors: false }));
  return found;
}

const ids = fc.oneof(
  fc.constantFrom("a", "b", "c", "sdxl-turbo", "modèle", "stabilityai/sdxl-turbo-fp16-512"),
  fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(..."abcdefghijklmnop-") }),
  fc.constantFrom("", '"quoted, name"', '"doubled "" quote"', "lone\rreturn", '"line\nend"', "a b"),
);
const header = fc.constantFrom(
  "left,right,winner",
  "left,right,winner,rater,prompt",
  "note,winner,left,rater,right,question",
  "left,right,winner,rater,prompt,question,role,tie_kind,id",
  "model_a,model_b,winner,rater",
  "left,right,winner,weight",
);
const row = (columns: readonly string[]) =>
  fc.tuple(
    ...columns.map((name) => {
      if (name === "winner")
        return fc.constantFrom("left", "right", "tie", "model_a", "model_b", "both_bad");
      if (name === "role") return fc.constantFrom("trial", "trial", "trial", "check", "repeat");
      if (name === "tie_kind") return fc.constantFrom("", "", "tie", "both_bad");
      if (name === "weight") return fc.constantFrom("1", "0.5");
      return ids;
    }),
  );
const files = header.chain((names) =>
  fc.record({
    names: fc.constant(names),
    rows: fc.array(row(names.split(",")), { maxLength: 6 }),
    lineEnd: fc.constantFrom("\n", "\r\n"),
    last: fc.boolean(),
    mark: fc.boolean(),
    cut: fc.option(fc.nat({ max: 8 }), { freq: 8 }),
    chunk: fc.integer({ min: 1, max: 200 }),
  }),
);

test("sixteen bytes at a time or one, the result is the same: tables, refusals, whatever the chunks", () => {
  let tables = 0;
  fc.assert(
    fc.property(files, ({ names, rows, lineEnd, last, mark, cut, chunk }) => {
      const lines = [names, ...rows.map((fields) => fields.join(","))];
      const text = `${mark ? "\uFEFF" : ""}${lines.join(lineEnd)}${last ? lineEnd : ""}`;
      const found = expectSame(cut === null ? text : text.slice(0, -cut || undefined), chunk);
      if (typeof found !== "string" && found.first.length > 0) tables += 1;
    }),
    { numRuns: 3000, seed: 5 },
  );
  expect(tables).toBeGreaterThan(80);
});

test("any bytes below a header are read alike", () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  const known = fc.constantFrom("a,b,left\n", "c,a,right\n", "b,c,tie\n", ",", '"', "\n");
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          known.map((text) => new TextEncoder().encode(text)),
          bytes,
        ),
        {
          maxLength: 8,
        },
      ),
      fc.integer({ min: 1, max: 64 }),
      (parts, chunk) => {
        const all = Buffer.concat([Buffer.from("left,right,winner\n"), ...parts]);
        expect(read(all, chunk, { vectors: true })).toEqual(read(all, chunk, { vectors: false }));
      },
    ),
    { numRuns: 1500, seed: 6 },
  );
});

test("tables grow: many items, raters and long names, over many chunks", () => {
  const name = (i: number) => `model ${"of a long name ".repeat(i % 7)}${i}`;
  const rows = Array.from(
    { length: 30_000 },
    (_, i) => `${name(i % 5000)},${name((i % 5000) + 1)},${i % 3 === 0 ? "right" : "left"},r${i}`,
  );
  const found = expectSame(`left,right,winner,rater\n${rows.join("\n")}\n`, 70_001);
  expect(found).toMatchObject({ shape: "votes" });
  if (typeof found === "string") return;
  expect([found.items.length, found.raters?.ids.length]).toEqual([5001, 30_000]);
  expect(found.first.length).toBe(30_000);
});

test("whatever is said of a file's length, its votes are the same", () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `m${i % 7},n${i % 5},left,r${i % 900}`);
  const bytes = new TextEncoder().encode(`left,right,winner,rater\n${rows.join("\n")}\n`);
  const found = read(bytes, 70_001, { vectors: true });
  expect(found).toMatchObject({ shape: "votes", outcome: new Uint8Array(20_000) });
  for (const length of [1, bytes.length / 2, bytes.length, 3 * bytes.length, 2 ** 50])
    for (const vectors of [true, false])
      expect(read(bytes, 70_001, { vectors, bytes: length })).toEqual(found);
});

test("more items than a table holds are refused alike", () => {
  const rows = Array.from({ length: 66_000 }, (_, i) => `m${i},m${i + 1},left`);
  const found = expectSame(`left,right,winner\n${rows.join("\n")}\n`);
  expect(found).toMatch(/over 65535 items/);
});
