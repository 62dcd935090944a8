// Case 09: 8,931 votes of 124 people on 13 prompts, other people's data, read in place.
import { readFileSync } from "node:fs";
import path from "node:path";
import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import { expect, test } from "vitest";
import { z } from "zod";
import { bradleyTerry, logistic } from "./bradley-terry.ts";
import { winMatrix } from "./bradley-terry-result.ts";
import { clusteredVariance, clusterSquares } from "./clustered-variance.ts";
import type { Comparison } from "./comparison.ts";
import { csvRecords } from "./csv-records.ts";
import { addRule, eloRatings } from "./elo.ts";
import { eloOverOrders } from "./elo-over-orders.ts";
import { ByItem, borrowed, expectClose, golden } from "./golden.fixture.ts";

const folder = borrowed("09-llmfao-crowd");
const Errors = z.object({ seCentered: ByItem });
const Known = z.object({
  items: z.array(z.string()),
  btHalfTies: z.object({
    logAbilityCentered: ByItem,
    se: z.object({
      model: Errors,
      robustHC0: Errors,
      clusterWorkerCR0: Errors,
      clusterPromptCR0: Errors,
      twoWayWorkerPromptCR0: Errors,
    }),
  }),
});
const KnownElo = z.object({
  llmfao: z.object({
    items: z.array(z.string()),
    sequential: z.object({ decisiveOnly_K1: ByItem }),
    permutationMeanK1_decisive: z.object({
      permutations: z.number(),
      mean: ByItem,
      sdOverOrders: ByItem,
      mcse: ByItem,
    }),
  }),
});

function readVotes(from: string, items: readonly string[]): Comparison[] {
  const columns = ["prompt", "worker", "left", "right", "winner"];
  const text = readFileSync(path.join(from, "input.csv"), "utf8");
  return csvRecords(text, columns, "case 09").map(({ value }) => {
    const [left, right] = [items.indexOf(value("left")), items.indexOf(value("right"))];
    const leftScore = { left: 1, right: 0 }[value("winner")] ?? 0.5;
    const aIsLeft = left < right;
    return {
      a: Math.min(left, right),
      b: Math.max(left, right),
      score: aIsLeft ? leftScore : 1 - leftScore,
      aIsLeft,
      prompt: value("prompt"),
      rater: value("worker"),
    };
  });
}

test.skipIf(folder === undefined)(
  "Bradley-Terry with half ties and its clustered errors equal R's on 8,931 crowd votes",
  () => {
    const from = folder ?? "";
    const known = Known.parse(
      JSON.parse(readFileSync(path.join(from, "expected-bt.json"), "utf8")),
    );
    const votes = readVotes(from, known.items);
    const fit = bradleyTerry(winMatrix(votes, known.items.length));
    if (fit.status !== "ok") throw new Error(fit.reason);
    const { strengths, covariance } = fit.value;
    const prompts = votes.map(({ prompt }) => prompt);
    const raters = votes.map(({ rater }) => rater);
    const cells = votes.map(({ prompt, rater }) => `${prompt} ${rater}`);
    const { logAbilityCentered, se } = known.btHalfTies;
    for (const [i, name] of known.items.entries()) {
      const expectError = (kind: z.infer<typeof Errors>, variance: number) =>
        expectClose(Math.sqrt(variance), kind.seCentered[name] ?? Number.NaN, 1e-7);
      expectClose(at(strengths, i), logAbilityCentered[name] ?? Number.NaN, 1e-9);
      expectError(se.model, at(at(covariance, i), i));
      const row = at(covariance, i);
      const influence = votes.map(
        ({ a, b, score }) =>
          (score - logistic(at(strengths, a) - at(strengths, b))) * (at(row, a) - at(row, b)),
      );
      const hc0 = influence.reduce((sum, value) => sum + value * value, 0);
      const byPrompt = clusterSquares(influence, prompts);
      const byRater = clusterSquares(influence, raters);
      const byCell = clusterSquares(influence, cells);
      expectError(se.robustHC0, hc0);
      expectError(se.clusterPromptCR0, byPrompt);
      expectError(se.clusterWorkerCR0, byRater);
      expectError(se.twoWayWorkerPromptCR0, byPrompt + byRater - byCell);
      const ours = clusteredVariance(influence, votes, "raters-and-prompts-like-these");
      const raw = (byPrompt * 13) / 12 + (byRater * 124) / 123 - byCell;
      expect(ours).toMatchObject({ status: "ok", value: { degreesOfFreedom: 12 } });
      const value = ours.status === "ok" ? ours.value : { raw: Number.NaN, variance: Number.NaN };
      expectClose(value.raw, raw, 1e-12);
      expect(value.variance).toBe(Math.max(value.raw, hc0));
    }
  },
);

test.skipIf(folder === undefined)(
  "Elo by the ADD rule equals the known ratings on 5,460 decisive crowd votes",
  () => {
    const { llmfao } = golden(KnownElo, "10-elo/expected.json");
    const games = readVotes(folder ?? "", llmfao.items)
      .filter(({ score }) => score !== 0.5)
      .map(({ a, b, score }) => (score === 1 ? { winner: a, loser: b } : { winner: b, loser: a }));
    expect(games).toHaveLength(5460);
    const order = games.map((_, i) => i);
    const sequential = eloRatings(games, order, llmfao.items.length, addRule);
    const orders = 400;
    const { mean, sd } = eloOverOrders(games, llmfao.items.length, addRule, {
      orders,
      rng: createRng(1, "case 09"),
    });
    const known = llmfao.permutationMeanK1_decisive;
    for (const [i, name] of llmfao.items.entries()) {
      expectClose(at(sequential, i), llmfao.sequential.decisiveOnly_K1[name] ?? Number.NaN, 1e-9);
      const noise = Math.hypot(known.mcse[name] ?? Number.NaN, at(sd, i) / Math.sqrt(orders));
      expect(Math.abs(at(mean, i) - (known.mean[name] ?? Number.NaN))).toBeLessThan(5 * noise);
    }
  },
);
