import { at } from "@pairlab/domain/at";
import type { Rng } from "@pairlab/domain/random";
import type { VoteTable } from "../votes/vote-table.ts";
import type { CoverageSetting } from "./coverage-setting.ts";

/** Votes of a simulated study, and what an interval of the share for the first model should hold. */
export interface SimulatedStudy {
  table: VoteTable;
  truth: {
    /** Over all prompts and raters like these: one half. */
    population: number;
    /** Over raters like these, on these prompts; over prompts like these, by these raters. */
    thesePrompts: number;
    theseRaters: number;
  };
}

const ids = (count: number, letter: string): string[] =>
  Array.from({ length: count }, (_, i) => `${letter}${i}`);

/**
 * A study of two equal models: the logit of preferring the first is a normal effect of the prompt plus one of
 * the rater; sides are drawn.
 */
export function simulatedStudy(setting: CoverageSetting, rng: Rng): SimulatedStudy {
  const { prompts, raters, votesPerRater, promptSd, raterSd } = setting;
  const promptEffects = Array.from({ length: prompts }, () => promptSd * normal(rng));
  const raterEffects = Array.from({ length: raters }, () => raterSd * normal(rng));
  const votes = raters * votesPerRater;
  const [first, second] = [new Uint16Array(votes), new Uint16Array(votes)];
  const outcome = new Uint8Array(votes);
  const [raterOf, promptOf] = [new Uint32Array(votes), new Uint32Array(votes)];
  const deck = Uint32Array.from({ length: prompts }, (_, prompt) => prompt);
  for (let vote = 0; vote < votes; vote += 1) {
    const rater = Math.floor(vote / votesPerRater);
    if (vote % votesPerRater === 0) rng.shuffle(deck);
    const prompt = at(deck, vote % votesPerRater);
    const preferred = rng.float() < logistic(at(promptEffects, prompt) + at(raterEffects, rater));
    const aIsLeft = rng.below(2) === 0;
    first[vote] = aIsLeft ? 0 : 1;
    second[vote] = aIsLeft ? 1 : 0;
    outcome[vote] = preferred === aIsLeft ? 0 : 1;
    raterOf[vote] = rater;
    promptOf[vote] = prompt;
  }
  return {
    table: {
      shape: "votes",
      items: ["a", "b"],
      first,
      second,
      outcome,
      weight: undefined,
      raters: { ids: ids(raters, "r"), of: raterOf },
      prompts: { ids: ids(prompts, "p"), of: promptOf },
      questions: undefined,
      leftOut: [],
    },
    truth: {
      population: 0.5,
      thesePrompts: meanOf(promptEffects, raterSd),
      theseRaters: meanOf(raterEffects, promptSd),
    },
  };
}

/** The mean over effects of the chance of preferring the first, over a normal effect of the other kind. */
const meanOf = (effects: readonly number[], otherSd: number): number =>
  effects.reduce((sum, effect) => sum + overNormal(effect, otherSd), 0) / effects.length;

/** E σ(effect + sd z) by the trapezoid rule, which is exact to many digits for a smooth function like this. */
function overNormal(effect: number, sd: number): number {
  let [sum, weights] = [0, 0];
  for (let z = -6; z <= 6; z += 0.5) {
    const weight = Math.exp((-z * z) / 2);
    sum += weight * logistic(effect + sd * z);
    weights += weight;
  }
  return sum / weights;
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Source: Box & Muller 1958. */
const normal = (rng: Rng): number =>
  Math.sqrt(-2 * Math.log(1 - rng.float())) * Math.cos(2 * Math.PI * rng.float());
