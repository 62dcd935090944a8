import { readFileSync } from "node:fs";
import path from "node:path";
import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import { WinRates } from "@pairlab/domain/win-rate-document";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { clusteredShare } from "../clustered-share.ts";
import { crowdTable, simulated, tableOf } from "../fit/table.fixture.ts";
import { ByItem, borrowed, expectClose } from "../golden.fixture.ts";
import { okValue } from "../ok-value.fixture.ts";
import { studentQuantile } from "../special/student-t.ts";
import { votesBySide } from "./entry-lists.ts";
import { shareKinds, tableShare } from "./table-share.ts";
import { type WinRateRequest, winRates } from "./win-rates.ts";

const plain: WinRateRequest = {
  interval: undefined,
  ties: "half",
  cluster: undefined,
  replicates: 100,
  level: 0.95,
  seed: 0,
};

const Known = z.object({
  averageWinRateHalfTies: ByItem,
  pairsWithAtLeast20Votes: z.array(
    z.object({
      a: z.string(),
      b: z.string(),
      wins: z.int(),
      ties: z.int(),
      losses: z.int(),
      winRateHalfTies: z.number(),
      winRateDecisive: z.number(),
      wilson95Decisive: z.tuple([z.number(), z.number()]),
    }),
  ),
});
const table = crowdTable();

// Case 09: a is the later item of each pair there, the earlier one here.
test.skipIf(table === undefined)("win rates of 8,931 crowd votes equal the known ones", () => {
  if (table === undefined) return;
  const text = readFileSync(
    path.join(borrowed("09-llmfao-crowd") ?? "", "expected-winrate.json"),
    "utf8",
  );
  const known = Known.parse(JSON.parse(text));
  const half = winRates(table, null, { ...plain, interval: "wilson" });
  for (const { id, averageWinRate } of half.items)
    expectClose(Number(averageWinRate), known.averageWinRateHalfTies[id] ?? Number.NaN, 1e-12);
  const decisive = winRates(table, null, { ...plain, interval: "wilson", ties: "drop" });
  const pairOf = ({ pairs }: WinRates, a: string, b: string) =>
    pairs.find((pair) => pair.a === b && pair.b === a);
  for (const pair of known.pairsWithAtLeast20Votes) {
    const ours = pairOf(half, pair.a, pair.b);
    expect(ours).toMatchObject({ wins: pair.losses, ties: pair.ties, losses: pair.wins });
    expectClose(1 - Number(ours?.share), pair.winRateHalfTies, 1e-12);
    const interval = pairOf(decisive, pair.a, pair.b)?.interval;
    if (interval === undefined || "status" in interval) throw new Error("no interval");
    expectClose(1 - interval.upper, pair.wilson95Decisive[0], 1e-12);
    expectClose(1 - interval.lower, pair.wilson95Decisive[1], 1e-12);
  }
});

test("clustered shares of a table are those of the report", () => {
  const votes = simulated(1, 600);
  const side = at(votesBySide(votes).pairs, 0);
  const names = side.votes.map((vote) => ({
    prompt: String(votes.prompts?.of[vote]),
    rater: String(votes.raters?.of[vote]),
  }));
  for (const [kind, estimand] of [
    ["two-way", "raters-and-prompts-like-these"],
    ["by-rater", "raters-like-these"],
    ["by-prompt", "prompts-like-these"],
  ] as const) {
    const ours = tableShare(votes, side, kind, 0.9);
    const report = clusteredShare(side.scores, names, estimand, 0.9);
    if (ours.status !== "ok" || report.status !== "ok") throw new Error("no share");
    expectClose(ours.value.interval.lower, report.value.interval.lower, 1e-12);
    expectClose(ours.value.interval.upper, report.value.interval.upper, 1e-12);
    expectClose(ours.value.p, report.value.p, 1e-12);
  }
});

test("counts are as many votes; weights are fewer; doubled weights change nothing", () => {
  const rows = "left,right,winner\na,b,left\na,b,left\na,b,right\n";
  const counts = tableOf("item_i,item_j,wins_i,wins_j\na,b,2,1\n");
  const votes = winRates(tableOf(rows), null, plain);
  expect(winRates(counts, null, plain).pairs).toEqual(votes.pairs);
  const weighted = (weight: number) =>
    winRates(
      tableOf(
        `left,right,winner,weight\na,b,left,${weight}\na,b,left,${weight}\na,b,right,${weight}\n`,
      ),
      null,
      plain,
    );
  expect(weighted(2).pairs[0]?.interval).toEqual(votes.pairs[0]?.interval);
  expect(weighted(2).pairs[0]?.n).toBe(6);
});

test("one cluster is a word, a missing column a named error, no votes insufficient", () => {
  const votes = tableOf("left,right,winner,rater\na,b,left,r\na,b,right,r\n");
  const { pairs, notes } = winRates(votes, null, { ...plain, interval: "by-rater" });
  expect(pairs[0]?.interval).toMatchObject({ status: "insufficient", have: 1, need: 2 });
  expect(notes).toEqual([]);
  expect(winRates(votes, null, plain).notes.map(({ code }) => code)).toEqual([
    "fewClusters",
    "iidAssumed",
  ]);
  expect(() => winRates(votes, null, { ...plain, interval: "two-way" })).toThrow(KnownError);
  const none = tableOf("left,right,winner\n");
  expect(winRates(none, null, plain)).toMatchObject({ status: "insufficient", n: 0, items: [] });
});

const vote = fc.tuple(
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 0, max: 3 }),
  fc.constantFrom("left", "right", "tie"),
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 0, max: 3 }),
);

test("every interval holds its share and lies in [0, 1], and every document keeps its shape", () => {
  fc.assert(
    fc.property(
      fc.array(vote, { maxLength: 30 }),
      fc.constantFrom(...shareKinds, "bootstrap" as const, undefined),
      fc.constantFrom("half" as const, "drop" as const),
      (votes, interval, ties) => {
        const lines = votes
          .filter(([left, right]) => left !== right)
          .map(([l, r, winner, rater, prompt]) => `m${l},m${r},${winner},r${rater},p${prompt}`);
        const votesOf = tableOf(["left,right,winner,rater,prompt", ...lines, ""].join("\n"));
        const found = WinRates.parse(
          winRates(votesOf, null, { ...plain, interval, ties, replicates: 20 }),
        );
        for (const { share, interval: ends } of [...found.items, ...found.pairs]) {
          if ("status" in ends || typeof share !== "number") continue;
          expect(ends.lower).toBeLessThanOrEqual(ends.upper);
          if (interval === "bootstrap") continue;
          expect(ends.lower).toBeLessThanOrEqual(share + 1e-12);
          expect(ends.upper).toBeGreaterThanOrEqual(share - 1e-12);
        }
      },
    ),
  );
});

test("cr2 and cr3 raise each cluster's square by its part of the votes", () => {
  const rows = ["lllr", "lrr", "rl", "rrl"];
  const lines = rows.flatMap((row, r) =>
    [...row].map((side) => `a,b,${side === "l" ? "left" : "right"},r${r}`),
  );
  const table = tableOf(`left,right,winner,rater\n${lines.join("\n")}\n`);
  const sides = votesBySide(table).pairs[0];
  if (sides === undefined) throw new Error("no pair");
  const sums = rows.map((row) => ({
    part: row.length / 12,
    sum: [...row].reduce((sum, side) => sum + (Number(side === "l") - 0.5) / 12, 0),
  }));
  const alone = 12 * (0.5 / 12) ** 2;
  for (const [correction, power] of [
    ["cr2", 1],
    ["cr3", 2],
  ] as const) {
    const clustered = sums.reduce((all, { sum, part }) => all + sum ** 2 / (1 - part) ** power, 0);
    const half = studentQuantile(0.95, 3) ** 2;
    const n = 0.25 / Math.max(clustered, alone);
    const found = okValue(tableShare(table, sides, "by-rater", 0.95, { correction }));
    // Wilson's interval of one half with Student's t: ± t/√(n + t²)/2.
    expect(found.interval.upper - 0.5).toBeCloseTo(Math.sqrt(half / (n + half)) / 2, 12);
  }
});
