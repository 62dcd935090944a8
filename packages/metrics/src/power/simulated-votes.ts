import { at } from "@pairlab/domain/at";
import type { PowerDesign } from "@pairlab/domain/power-design";
import { createRng, type Rng } from "@pairlab/domain/random";
import { logistic } from "../bradley-terry.ts";
import type { Comparison } from "../comparison.ts";
import type { Schedule } from "./balanced-schedule.ts";

type World = Pick<
  PowerDesign,
  "pairs" | "promptSd" | "raterSd" | "tieShare" | "leftBias" | "dropOut" | "seed"
>;

/**
 * The log-odds of a typical rater on a typical prompt at which the share over all of them is the one given:
 * effects of prompts and raters pull shares towards one half.
 *
 * Source: E logistic(β + σZ) by the trapezoid rule over ±8 standard deviations; β by bisection.
 * Throws: RangeError unless 0 < share < 1 and sd >= 0.
 */
export function typicalLogOdds(share: number, sd: number): number {
  if (!(share > 0 && share < 1 && sd >= 0)) throw new RangeError(`typicalLogOdds(${share}, ${sd})`);
  const mean = (beta: number): number => {
    let [sum, weights] = [0, 0];
    for (let z = -8; z <= 8; z += 0.05) {
      const weight = Math.exp((-z * z) / 2);
      sum += weight * logistic(beta + sd * z);
      weights += weight;
    }
    return sum / weights;
  };
  let [low, high] = [-40, 40];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (mean(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The votes of one simulated study, by pair. A rater, a prompt and a trial have random numbers of their own,
 * so that a study with more raters holds the votes of one with fewer.
 */
export function simulatedVotes(
  schedule: Schedule,
  world: World,
  replicate: number,
): Comparison[][] {
  const votes: Comparison[][] = world.pairs.map(() => []);
  const sd = Math.hypot(world.promptSd, world.raterSd);
  const typical = world.pairs.map(({ share }) => typicalLogOdds(share, sd));
  const effectOf = effects(world, replicate);
  for (const [rater, trials] of schedule.entries()) {
    const rng = createRng(world.seed, `power rater ${rater}`, replicate);
    const stopsAt = rng.float() < world.dropOut ? rng.below(trials.length) : trials.length;
    for (const { pair, prompt, aIsLeft } of trials.slice(0, stopsAt)) {
      const lean =
        at(typical, pair) +
        world.promptSd * effectOf(`prompt ${prompt}`, pair) +
        world.raterSd * effectOf(`rater ${rater}`, pair) +
        (aIsLeft ? world.leftBias : -world.leftBias);
      at(votes, pair).push({
        a: 0,
        b: 1,
        score: drawnScore(lean, world.tieShare, rng),
        aIsLeft,
        prompt,
        rater: `r${rater}`,
      });
    }
  }
  return votes;
}

function drawnScore(lean: number, tieShare: number, rng: Rng): number {
  const [tie, preference] = [rng.float(), rng.float()];
  if (tie < tieShare) return 0.5;
  return preference < logistic(lean) ? 1 : 0;
}

/** Standard normal effects of a prompt or rater on a pair, drawn once a study. */
function effects({ seed }: World, replicate: number): (name: string, pair: number) => number {
  const drawn = new Map<string, number>();
  return (name, pair) => {
    const key = `${name} ${pair}`;
    const known = drawn.get(key);
    if (known !== undefined) return known;
    const value = normal(createRng(seed, `power effect ${key}`, replicate));
    drawn.set(key, value);
    return value;
  };
}

/** Source: Box & Muller 1958. */
function normal(rng: Rng): number {
  const radius = Math.sqrt(-2 * Math.log(1 - rng.float()));
  return radius * Math.cos(2 * Math.PI * rng.float());
}
