import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import { FitDocument } from "@pairlab/domain/fit-document";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { ByItem, expectClose, golden } from "../golden.fixture.ts";
import { selectVotes, type VoteTable } from "../votes/vote-table.ts";
import { fitVotes } from "./fit-votes.ts";
import { goldenTable, plainRequest, simulated, tableOf } from "./table.fixture.ts";

const refusal = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof KnownError && error.kind === "input") return error.message;
    throw error;
  }
  return "nothing was refused";
};

/** The numbers of a document that are there, all of them. */
function numbersOf(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(numbersOf);
}

test("a separable file has strengths inside its components, a direction between them, and no number across", () => {
  const Known = z.object({
    alwaysWins: z.object({
      withinBCD: z.object({ logAbilityCentered: ByItem, seCentered: ByItem }),
    }),
  });
  const { withinBCD } = golden(Known, "22-separable/expected.json").alwaysWins;
  const found = fitVotes(goldenTable("22-separable/input-always-wins.csv"), plainRequest);
  expect(found).toMatchObject({
    status: "undetermined",
    components: [["A"], ["B", "C", "D"]],
    between: [{ better: 0, worse: 1, contrast: { kind: "infinite", sign: 1 } }],
    items: [
      { id: "A", logStrength: { status: "undetermined" }, component: 0 },
      { component: 1 },
      { component: 1 },
      { component: 1 },
    ],
  });
  for (const { id, logStrength, se } of found.items.slice(1)) {
    expectClose(Number(logStrength), withinBCD.logAbilityCentered[id] ?? Number.NaN, 1e-8);
    expectClose(Number(se), withinBCD.seCentered[id] ?? Number.NaN, 1e-7);
  }
  const apart = fitVotes(goldenTable("21-disconnected/input.csv"), plainRequest);
  expect(apart).toMatchObject({
    status: "undetermined",
    components: [
      ["A", "B", "C"],
      ["D", "E", "F"],
    ],
    between: [],
  });
});

test("strengths and errors are relative to the reference, positions and log-likelihoods aren't", () => {
  const Known = z.object({ logAbilityRef: ByItem, seRef: ByItem });
  const { logAbilityRef, seRef } = golden(Known, "01-bt-citations/expected.json");
  const table = goldenTable("01-bt-citations/input.csv");
  const found = fitVotes(table, { ...plainRequest, reference: "Biometrika" });
  for (const { id, logStrength, se } of found.items) {
    expectClose(Number(logStrength), logAbilityRef[id] ?? Number.NaN, 1e-9);
    expectClose(Number(se), seRef[id] ?? Number.NaN, 1e-7);
  }
  expect(found.notes.map(({ code }) => code)).toEqual(["iidAssumed"]);
  expect(found.n).toBe(table.weight?.reduce((sum, count) => sum + count, 0));
  expect(refusal(() => fitVotes(table, { ...plainRequest, reference: "Nature" }))).toBe(
    "unknown reference: Nature",
  );
});

test.each([
  ["invalid votes: 2 ties, and --ties doesn't say what they are", {}],
  ["invalid votes: 2 ties, and --ties doesn't say what they are", { model: "crowd-bt" }],
  ["missing column: prompt, for --se prompt", { ties: "half", se: "prompt" }],
  ["missing column: prompt, for --se two-way", { ties: "half", se: "two-way" }],
  [
    "missing column: prompt, for --cluster two-way",
    { ties: "half", cluster: "two-way", bootstrap: 20 },
  ],
] as const)("%s", (message, change) => {
  const table = tableOf("left,right,winner,rater\na,b,left,r\nb,a,tie,r\na,b,right,s\nb,a,tie,s\n");
  expect(refusal(() => fitVotes(table, { ...plainRequest, ...change }))).toBe(message);
});

test("counts have no sides, Elo no weights", () => {
  const counts = tableOf("item_i,item_j,wins_i,wins_j\na,b,2,1.5\n");
  expect(refusal(() => fitVotes(counts, { ...plainRequest, position: true }))).toMatch(
    /^invalid --position-effect/,
  );
  expect(refusal(() => fitVotes(counts, { ...plainRequest, model: "elo" }))).toMatch(
    /^invalid weight/,
  );
});

test("standard errors are as clustered as the columns allow, and say so when there is one rater", () => {
  const all = simulated(1, 400);
  const seOf = (table: VoteTable) => {
    const { options, notes } = fitVotes(table, { ...plainRequest, ties: "half" });
    const codes = notes.map(({ code }) => code).filter((code) => code !== "varianceFloored");
    return [options.se, ...codes];
  };
  expect(seOf(all)).toEqual(["two-way"]);
  expect(seOf({ ...all, prompts: undefined })).toEqual(["rater"]);
  expect(seOf({ ...all, raters: undefined })).toEqual(["prompt"]);
  expect(seOf({ ...all, raters: undefined, prompts: undefined })).toEqual(["model", "iidAssumed"]);
  const one = selectVotes(all, (v) => all.raters?.of[v] === 0, { keepItems: true });
  expect(seOf(one).slice(0, 2)).toEqual(["prompt", "fewClusters"]);
  const asked = fitVotes(one, { ...plainRequest, ties: "half", se: "two-way" });
  expect(asked.items[0]?.se).toMatchObject({ status: "insufficient", have: 1, need: 2 });
});

test.each([
  ["no votes", "left,right,winner,rater,prompt\n", "insufficient"],
  ["only ties", "left,right,winner,rater,prompt\na,b,tie,r,p\na,b,tie,s,q\n", "ok"],
  ["one vote", "left,right,winner,rater,prompt\na,b,left,r,p\n", "undetermined"],
])("%s: half ties give %3$s, and nothing is NaN or infinite", (_, text, status) => {
  const found = fitVotes(tableOf(text), { ...plainRequest, ties: "half" });
  expect(found.status).toBe(status);
  expect(numbersOf(FitDocument.parse(found)).every(Number.isFinite)).toBe(true);
  for (const { se } of found.items)
    if (status === "ok") expect(se).toMatchObject({ status: "undetermined" });
});

test("only ties leave Elo without games, and an item without games without a rating", () => {
  const ties = tableOf("left,right,winner\na,b,tie\n");
  expect(fitVotes(ties, { ...plainRequest, model: "elo" })).toMatchObject({
    status: "insufficient",
    reason: "only ties",
  });
  const idle = tableOf("left,right,winner\na,b,left\nb,c,tie\n");
  expect(fitVotes(idle, { ...plainRequest, model: "elo" })).toMatchObject({
    status: "undetermined",
    reason: "an item without games has no rating: c",
  });
});

test("Elo of eight games is the mean over all 40,320 orders", () => {
  const Known = z.object({
    tiny: z.object({
      games: z.array(z.object({ a: z.int(), b: z.int(), scoreA: z.int() })),
      results: z.record(
        z.string(),
        z.object({
          exactMeanOverAllOrders: z.array(z.number()),
          sdOverOrders: z.array(z.number()),
        }),
      ),
    }),
  });
  const { tiny } = golden(Known, "10-elo/expected.json");
  const rows = tiny.games.map(
    ({ a, b, scoreA }) => `m${a},m${b},${scoreA === 1 ? "left" : "right"}`,
  );
  const table = tableOf(["left,right,winner", ...rows, ""].join("\n"));
  const found = fitVotes(table, { ...plainRequest, model: "elo", k: 32 });
  expect(found.options.orders).toBe(40_320);
  for (const [i, { elo, orderSd }] of found.items.entries()) {
    expectClose(Number(elo), at(tiny.results.K32?.exactMeanOverAllOrders ?? [], i), 1e-9);
    expectClose(Number(orderSd), at(tiny.results.K32?.sdOverOrders ?? [], i), 1e-9);
  }
});

test("planted strengths, the side effect and unreliable raters are recovered", () => {
  const table = simulated(4, 6000);
  const found = fitVotes(table, {
    ...plainRequest,
    model: "davidson",
    position: true,
    se: "model",
  });
  [0.9, 0.3, -0.2, -1].forEach((planted, i) => {
    const { logStrength, se } = at(found.items, i);
    // Decisive votes follow the planted strengths exactly; Davidson's ties take part of the middle.
    expect(Math.abs(Number(logStrength) - planted)).toBeLessThan(4 * Number(se) + 0.05);
  });
  expect(Math.abs((found.position?.estimate ?? 0) - 0.2)).toBeLessThan(0.15);
  const turned = table.outcome.map((outcome, v) =>
    outcome < 2 && (table.raters?.of[v] ?? 0) < 2 ? 1 - outcome : outcome,
  );
  const crowd = fitVotes(
    { ...table, outcome: turned },
    { ...plainRequest, model: "crowd-bt", ties: "half" },
  );
  const reliability = (crowd.raters ?? []).map((rater) => rater.reliability);
  expect(Math.max(...reliability.slice(0, 2))).toBeLessThan(0.35);
  expect(Math.min(...reliability.slice(2))).toBeGreaterThan(0.6);
});

test("any votes give a document of numbers and words, or a named error", () => {
  const vote = fc.tuple(
    fc.integer({ min: 0, max: 4 }),
    fc.integer({ min: 0, max: 4 }),
    fc.constantFrom("left", "right", "tie"),
    fc.integer({ min: 0, max: 2 }),
    fc.integer({ min: 0, max: 2 }),
  );
  fc.assert(
    fc.property(
      fc.array(vote, { maxLength: 14 }),
      fc.constantFrom("bt", "davidson", "rao-kupper", "elo", "crowd-bt"),
      fc.constantFrom("half", "drop", undefined),
      fc.boolean(),
      (votes, model, ties, position) => {
        const lines = votes
          .filter(([left, right]) => left !== right)
          .map(([l, r, winner, rater, prompt]) => `m${l},m${r},${winner},r${rater},p${prompt}`);
        const table = tableOf(["left,right,winner,rater,prompt", ...lines, ""].join("\n"));
        const request = {
          ...plainRequest,
          model,
          ties,
          orders: 5,
          bootstrap: model === "crowd-bt" ? undefined : 8,
        };
        refusal(() => {
          const found = FitDocument.parse(
            fitVotes(table, {
              ...request,
              position: position && model !== "elo" && model !== "crowd-bt",
            }),
          );
          expect(numbersOf(found).every(Number.isFinite)).toBe(true);
        });
      },
    ),
    { numRuns: 300 },
  );
});
