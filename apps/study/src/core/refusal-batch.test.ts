import { KnownError } from "@pairlab/domain/errors";
import { expect, test } from "vitest";
import { addRefused, emptyBatch, mostCounts, type Refused, refusalsKept } from "./refusal-batch.ts";
import { refusalCodeOf } from "./refusal-code.ts";

const refused = (given: Partial<Refused> = {}): Refused => ({
  ...{ studyId: "demo", code: "malformed", at: new Date("2026-01-05T23:59:59Z") },
  ...{ sessionId: undefined, ...given },
});

test("equal refusals of a day are one number with the latest moment; another day is another number", () => {
  const batch = emptyBatch();
  addRefused(batch, refused({ at: new Date("2026-01-05T09:00:00Z") }));
  addRefused(batch, refused());
  addRefused(batch, refused({ at: new Date("2026-01-06T00:00:00Z") }));
  expect([...batch.counts.values()].map(({ day, count }) => [day, count])).toEqual([
    ["2026-01-05", 2],
    ["2026-01-06", 1],
  ]);
  expect([...batch.counts.values()][0]?.lastAt).toEqual(new Date("2026-01-05T23:59:59Z"));
});

test("however many come, under however many names, a batch stays small and counts each", () => {
  const batch = emptyBatch();
  const many = 5 * mostCounts;
  for (let index = 0; index < many; index += 1)
    addRefused(batch, refused({ studyId: `s${index}` }));
  expect(batch.counts.size).toBeLessThanOrEqual(mostCounts + 1);
  expect(batch.latest).toHaveLength(refusalsKept);
  expect([...batch.counts.values()].reduce((sum, { count }) => sum + count, 0)).toBe(many);
});

test("an error is recorded by its code where it is one of ours, else by its kind", () => {
  const code = (kind: "input" | "missing" | "conflict" | "refused", word?: string) =>
    refusalCodeOf(new KnownError(kind, "invalid", word === undefined ? {} : { code: word }));
  expect(code("input", "too-long")).toBe("too-long");
  expect(code("input", "constructor")).toBe("malformed");
  expect([code("missing"), code("conflict"), code("refused")]).toEqual([
    "missing",
    "wrong-step",
    "no-session",
  ]);
});
