import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import { expect, test } from "vitest";
import { expectClose } from "../golden.fixture.ts";
import type { VoteTable } from "../votes/vote-table.ts";
import { fitVotes } from "./fit-votes.ts";
import { countCodes } from "./pair-cells.ts";
import { pairFit } from "./pair-fit.ts";
import { resampledCounts } from "./resampled-counts.ts";
import { plainRequest, simulated } from "./table.fixture.ts";

test("a bootstrap gives the same bytes for the same seed, whatever the order of votes", () => {
  const table = simulated(2, 300);
  const request = { ...plainRequest, ties: "half", bootstrap: 60, cluster: "two-way" } as const;
  const found = fitVotes(table, request);
  expect(fitVotes(table, request)).toEqual(found);
  expect(fitVotes(table, { ...request, seed: 1 })).not.toEqual(found);
  const order = [...table.first.keys()].reverse();
  const turn = (values: Uint8Array | Uint16Array | Uint32Array) => order.map((v) => at(values, v));
  const ids = (column: VoteTable["raters"]) =>
    column && { ids: column.ids, of: Uint32Array.from(turn(column.of)) };
  const reversed: VoteTable = {
    ...table,
    first: Uint16Array.from(turn(table.first)),
    second: Uint16Array.from(turn(table.second)),
    outcome: Uint8Array.from(turn(table.outcome)),
    raters: ids(table.raters),
    prompts: ids(table.prompts),
  };
  const again = fitVotes(reversed, request);
  found.items.forEach(({ interval }, i) => {
    const other = at(again.items, i).interval;
    if (interval === undefined || "status" in interval) throw new Error("no interval");
    if (other === undefined || "status" in other) throw new Error("no interval");
    expectClose(other.lower, interval.lower, 1e-9);
    expectClose(other.upper, interval.upper, 1e-9);
  });
});

test("refits of a bootstrap equal full fits of the drawn votes", () => {
  const table = simulated(3, 200);
  const codes = countCodes(table);
  const rngOf = (replicate: number) => createRng(0, "fit bootstrap by rater", replicate);
  const size = 4 * 4 * 3;
  const full: number[] = [];
  resampledCounts(table, codes, size, { kind: "rater", replicates: 40, rngOf }, (counts) => {
    const fit = pairFit(counts, 4, { model: "bt", ties: "half", position: false });
    if (fit.status === "ok") full.push(at(fit.value.parameters, 0));
  });
  const { items } = fitVotes(table, {
    ...plainRequest,
    ties: "half",
    bootstrap: 40,
    cluster: "rater",
  });
  const { interval } = at(items, 0);
  if (interval === undefined || "status" in interval) throw new Error("no interval");
  const mean = full.reduce((sum, x) => sum + x, 0) / full.length;
  const sd = Math.sqrt(full.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (full.length - 1));
  expectClose(interval.sd, sd, 1e-8);
});

test("packed and plain resampling draw the same counts, and two ways are a product", () => {
  const table = simulated(5, 500);
  const codes = countCodes(table);
  const of = (votes: VoteTable, kind: "rater" | "two-way") => {
    const drawn: Float64Array[] = [];
    const rngOf = (replicate: number) => createRng(9, "draws", replicate);
    resampledCounts(votes, codes, 48, { kind, replicates: 30, rngOf }, (counts) =>
      drawn.push(counts.slice()),
    );
    return drawn;
  };
  const plain = of({ ...table, weight: new Float64Array(500).fill(1) }, "rater");
  expect(of(table, "rater")).toEqual(plain);
  const total = of(table, "two-way").map((counts) => counts.reduce((sum, x) => sum + x, 0));
  expect(new Set(total).size).toBeGreaterThan(1);
  expect(Math.abs(total.reduce((sum, x) => sum + x, 0) / 30 - 500)).toBeLessThan(150);
});

test("ranks are intervals, and the best are those that nobody beats", () => {
  const found = fitVotes(simulated(6, 3000), { ...plainRequest, ties: "half", bootstrap: 200 });
  const ranks = found.items.map(({ rank }) => rank);
  expect(found.tiedWithBest).toEqual(["m0"]);
  expect(ranks[0]).toEqual({ lower: 1, upper: 1 });
  for (const rank of ranks) expect(rank?.lower).toBeLessThanOrEqual(rank?.upper ?? 0);
  expect(ranks.at(3)?.upper).toBe(4);
});

test("arena ranks count the intervals that lie wholly above, from the intervals printed beside them", () => {
  const found = fitVotes(simulated(4, 900), {
    ...plainRequest,
    ties: "half",
    bootstrap: 200,
    cluster: "rater",
  });
  const ends = found.items.map(({ interval }) => {
    if (interval === undefined || "status" in interval) throw new Error("no interval");
    return interval;
  });
  const ranks = ends.map(({ upper }) => 1 + ends.filter(({ lower }) => lower > upper).length);
  expect(found.items.map(({ arenaRank }) => arenaRank)).toEqual(ranks);
  expect(Math.max(...ranks)).toBeGreaterThan(1);
});
