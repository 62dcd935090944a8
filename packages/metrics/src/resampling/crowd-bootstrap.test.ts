// Case 09's 8,931 votes, other people's data, read in place; known answers from case 19.
import { readFileSync } from "node:fs";
import path from "node:path";
import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import { expect, test } from "vitest";
import { z } from "zod";
import { bradleyTerry, logistic } from "../bradley-terry.ts";
import { clusterWeights } from "../cluster-weights.ts";
import { csvRecords } from "../csv-records.ts";
import { ByItem, borrowed, expectClose, golden } from "../golden.fixture.ts";
import { okValue } from "../ok-value.fixture.ts";
import { quantile } from "../quantile.ts";

const folder = borrowed("09-llmfao-crowd");
const Case19 = z.object({
  llmfaoGivenCounts: z.array(
    z.object({ workerCounts: z.record(z.string(), z.number()), logAbilityCentered: ByItem }),
  ),
  llmfaoWorkerBootstrapMC: z.object({ sd: ByItem, q025: ByItem, q975: ByItem }),
});
const known = golden(Case19, "19-cluster-bootstrap/expected.json");
const items = Object.keys(at(known.llmfaoGivenCounts, 0).logAbilityCentered);

interface Games {
  first: number[];
  second: number[];
  score: number[];
  workers: string[];
}

function games(): Games {
  const text = readFileSync(path.join(folder ?? "", "input.csv"), "utf8");
  const rows = csvRecords(text, ["worker", "left", "right", "winner"], "case 09");
  return {
    first: rows.map(({ value }) => items.indexOf(value("left"))),
    second: rows.map(({ value }) => items.indexOf(value("right"))),
    score: rows.map(({ value }) => ({ left: 1, right: 0 })[value("winner")] ?? 0.5),
    workers: rows.map(({ value }) => value("worker")),
  };
}

function weightedWins({ first, second, score }: Games, weights: ArrayLike<number>): number[][] {
  const wins = items.map(() => items.map(() => 0));
  for (const [i, points] of score.entries()) {
    const weight = at(weights, i);
    const [one, other] = [at(wins, at(first, i)), at(wins, at(second, i))];
    one[at(second, i)] = at(one, at(second, i)) + weight * points;
    other[at(first, i)] = at(other, at(first, i)) + weight * (1 - points);
  }
  return wins;
}

test.skipIf(folder === undefined)(
  "Bradley-Terry on twelve given resamples of 124 workers equals the known strengths",
  () => {
    const votes = games();
    for (const { workerCounts, logAbilityCentered } of known.llmfaoGivenCounts) {
      const weights = votes.workers.map((worker) => workerCounts[worker] ?? 0);
      const { strengths } = okValue(bradleyTerry(weightedWins(votes, weights)));
      for (const [i, item] of items.entries())
        expectClose(at(strengths, i), logAbilityCentered[item] ?? Number.NaN, 1e-8);
    }
  },
);

interface PairCounts {
  pairs: readonly (readonly [number, number])[];
  /** Half a win for a tie; of the pair's first, and all games. */
  wins: Float64Array;
  played: Float64Array;
}

function gradientOf({ pairs, wins, played }: PairCounts, strengths: Float64Array): Float64Array {
  const gradient = new Float64Array(strengths.length);
  for (const [k, [i, j]] of pairs.entries()) {
    const expected = logistic((strengths[i] ?? 0) - (strengths[j] ?? 0));
    const surplus = (wins[k] ?? 0) - (played[k] ?? 0) * expected;
    gradient[i] = (gradient[i] ?? 0) + surplus;
    gradient[j] = (gradient[j] ?? 0) - surplus;
  }
  return gradient;
}

function dot(row: Float64Array, gradient: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < row.length; k += 1) sum += (row[k] ?? 0) * (gradient[k] ?? 0);
  return sum;
}

/** The fit of one replicate from the whole fit, with its covariance frozen: a chord in Newton's place. */
function chord(counts: PairCounts, start: readonly number[], covariance: readonly Float64Array[]) {
  let strengths = Float64Array.from(start);
  for (let step = 0; step < 100; step += 1) {
    const gradient = gradientOf(counts, strengths);
    const moves = covariance.map((row) => dot(row, gradient));
    strengths = strengths.map((value, i) => value + at(moves, i));
    if (Math.max(...moves.map(Math.abs)) < 1e-6) return strengths;
  }
  return undefined;
}

test.skipIf(folder === undefined)(
  "10,000 bootstraps of whole workers come to the known spread and quantiles of strengths",
  () => {
    const votes = games();
    const whole = okValue(
      bradleyTerry(
        weightedWins(
          votes,
          votes.score.map(() => 1),
        ),
      ),
    );
    const covariance = whole.covariance.map((row) => Float64Array.from(row));
    const keys = votes.first.map((one, i) => [one, at(votes.second, i)].sort((a, b) => a - b));
    const places = new Map([...new Set(keys.map(String))].map((key, place) => [key, place]));
    const place = keys.map((key) => places.get(String(key)) ?? 0);
    const firstScore = votes.score.map((points, i) =>
      at(votes.first, i) < at(votes.second, i) ? points : 1 - points,
    );
    const pairs = [...places.keys()].map((key) => {
      const [one = 0, other = 0] = key.split(",").map(Number);
      return [one, other] as const;
    });
    const draw = clusterWeights(votes.workers);
    const replicates = 10_000;
    const drawn: number[][] = items.map(() => []);
    for (let replicate = 0; replicate < replicates; replicate += 1) {
      const weights = draw(createRng(1, "case 19", replicate));
      const counts = {
        pairs,
        wins: new Float64Array(pairs.length),
        played: new Float64Array(pairs.length),
      };
      for (const [i, points] of firstScore.entries()) {
        const pair = place[i] ?? 0;
        const weight = weights[i] ?? 0;
        counts.wins[pair] = (counts.wins[pair] ?? 0) + weight * points;
        counts.played[pair] = (counts.played[pair] ?? 0) + weight;
      }
      const strengths =
        chord(counts, whole.strengths, covariance) ??
        okValue(bradleyTerry(weightedWins(votes, weights))).strengths;
      for (const [i, value] of strengths.entries()) at(drawn, i).push(value);
    }
    const { sd, q025, q975 } = known.llmfaoWorkerBootstrapMC;
    for (const [i, item] of items.entries()) {
      const values = at(drawn, i).sort((one, other) => one - other);
      const mean = values.reduce((sum, value) => sum + value, 0) / replicates;
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      const spread = sd[item] ?? Number.NaN;
      expect(Math.abs(Math.sqrt(squares / (replicates - 1)) / spread - 1)).toBeLessThan(0.06);
      const nearly = (p: number, theirs = Number.NaN) =>
        expect(Math.abs(quantile(values, p) - theirs)).toBeLessThan(0.25 * spread);
      nearly(0.025, q025[item]);
      nearly(0.975, q975[item]);
    }
  },
  120_000,
);
