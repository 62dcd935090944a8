// Case 09's 8,931 votes, other people's data, read in place: shares, tests and agreement.
import { readFileSync } from "node:fs";
import path from "node:path";
import { at } from "@pairlab/domain/at";
import { expect, test } from "vitest";
import { z } from "zod";
import { krippendorffAlpha } from "../agreement/krippendorff-alpha.ts";
import { csvRecords } from "../csv-records.ts";
import { borrowed, expectClose } from "../golden.fixture.ts";
import { adjustPValues } from "../multiplicity/adjust-p-values.ts";
import { okValue } from "../ok-value.fixture.ts";
import { wilsonInterval } from "../wilson-interval.ts";
import { binomialTest, signTest } from "./binomial-test.ts";

const folder = borrowed("09-llmfao-crowd");
const Known = z.object({
  pairsWithAtLeast20Votes: z.array(
    z.object({
      a: z.string(),
      b: z.string(),
      wins: z.number(),
      ties: z.number(),
      losses: z.number(),
      winRateHalfTies: z.number(),
      wilson95Decisive: z.tuple([z.number(), z.number()]),
      signTestP: z.number(),
      p_holm: z.number(),
      p_fdr_bh: z.number(),
    }),
  ),
});

interface CrowdVote {
  prompt: string;
  a: string;
  b: string;
  /** Of the pair's later item: 1 it was preferred, 0 the other. */
  score: number;
  winner: string;
}

function crowdVotes(): CrowdVote[] {
  const text = readFileSync(path.join(folder ?? "", "input.csv"), "utf8");
  return csvRecords(text, ["prompt", "left", "right", "winner"], "case 09").map(({ value }) => {
    const [left, right, winner] = [value("left"), value("right"), value("winner")];
    const leftScore = { left: 1, right: 0 }[winner] ?? 0.5;
    const [a, b, score] = left > right ? [left, right, leftScore] : [right, left, 1 - leftScore];
    return { prompt: value("prompt"), a, b, score, winner };
  });
}

test.skipIf(folder === undefined)(
  "shares, sign tests, Holm and Benjamini-Hochberg of 75 pairs equal the known answers",
  () => {
    const file = path.join(folder ?? "", "expected-winrate.json");
    const known = Known.parse(JSON.parse(readFileSync(file, "utf8"))).pairsWithAtLeast20Votes;
    const votes = crowdVotes();
    expect(known).toHaveLength(75);
    const pValues = known.map((pair) => {
      const scores = votes
        .filter(({ a, b }) => a === pair.a && b === pair.b)
        .map(({ score }) => score);
      const count = (of: number) => scores.filter((score) => score === of).length;
      expect([count(1), count(0.5), count(0)]).toEqual([pair.wins, pair.ties, pair.losses]);
      expectClose((count(1) + count(0.5) / 2) / scores.length, pair.winRateHalfTies, 1e-12);
      const decisive = count(1) + count(0);
      const { lower, upper } = wilsonInterval(count(1) / decisive, decisive, 0.95);
      expectClose(lower, pair.wilson95Decisive[0], 1e-10);
      expectClose(upper, pair.wilson95Decisive[1], 1e-10);
      const p = okValue(signTest(count(1), count(0)));
      expectClose(p, pair.signTestP, 1e-12);
      return p;
    });
    const [holm, bh] = [adjustPValues(pValues, "holm"), adjustPValues(pValues, "bh")];
    for (const [i, pair] of known.entries()) {
      expectClose(at(holm, i), pair.p_holm, 1e-12);
      expectClose(at(bh, i), pair.p_fdr_bh, 1e-12);
    }
  },
);

test.skipIf(folder === undefined)(
  "alpha over pairs on prompts, and the naive test of the left side, equal the known numbers",
  () => {
    const votes = crowdVotes();
    const units = new Map<string, number[]>();
    // Each pair on a prompt was shown in one orientation: labels are left, tie, right.
    for (const { prompt, a, b, winner } of votes) {
      const key = JSON.stringify([prompt, a, b]);
      const label = ["left", "tie", "right"].indexOf(winner);
      units.set(key, [...(units.get(key) ?? []), label]);
    }
    const alpha = (level: "nominal" | "ordinal" | "interval") =>
      okValue(krippendorffAlpha([...units.values()], level)).alpha;
    expectClose(alpha("nominal"), 0.290595, 1e-6);
    expectClose(alpha("ordinal"), 0.287553, 1e-6);
    expectClose(alpha("interval"), 0.287761, 1e-6);
    const left = votes.filter(({ winner }) => winner === "left").length;
    const decisive = left + votes.filter(({ winner }) => winner === "right").length;
    expect([left, decisive]).toEqual([2911, 5460]);
    // z = 4.90
    expectClose(okValue(binomialTest(left, decisive, 0.5)).score, 9.6e-7, 1e-8);
  },
);
