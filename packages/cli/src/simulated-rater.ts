import { at } from "@pairlab/domain/at";
import { displaySizes } from "@pairlab/domain/display";
import type { Plan } from "@pairlab/domain/plan";
import { createRng, type Rng, shuffled } from "@pairlab/domain/random";
import type { Choice } from "@pairlab/domain/vote";

/**
 * What simulated raters are made of. Logits unless said otherwise; chosen by us, estimated from nothing.
 *
 * The spreads are those of a pair's difference, as in the coverage study's second setting (σ prompt
 * 0.5, σ rater 0.3); each arm gets its share of 1/√2.
 */
export const plantedModel = {
  strengthSpacing: 0.4,
  promptSd: 0.5,
  raterSd: 0.3,
  leftBias: 0.05,
  /** Davidson's ν: equal arms tie in ν / (2 + ν) of the trials, where ties are allowed. */
  tieNu: 0.3,
  /** Probability that a check or a control with a wrong prompt is answered as expected. */
  attention: 0.98,
  /** Probability that a rater's window holds the largest of several sizes; the smaller ones are equally likely. */
  largestWindow: 0.6,
  medianRtMs: 2600,
  /** Standard deviation of log rt: between raters, between one rater's trials. */
  raterRtSd: 0.25,
  trialRtSd: 0.4,
} as const;

export interface PlantedStrength {
  questionId: string;
  armId: string;
  strength: number;
}

/**
 * The planted strengths: evenly spaced in each question, in an order drawn from the seed.
 *
 * The order is drawn, not typed in, so that nobody mistakes a simulated ranking for a claim.
 */
export function plantedStrengths(plan: Plan, seed: number): PlantedStrength[] {
  const middle = (plan.arms.length - 1) / 2;
  const levels = plan.arms.map((_, index) => (index - middle) * plantedModel.strengthSpacing);
  return plan.questions.flatMap(({ id }, question) => {
    const drawn = shuffled(levels, createRng(seed, "planted strengths", question));
    return plan.arms.map((armId, arm) => ({ questionId: id, armId, strength: at(drawn, arm) }));
  });
}

export interface SimulatedTrial {
  questionId: string;
  promptId: string;
  left: string;
  right: string;
  role: string;
  expected: string | null;
}

/** One simulated person: in which size they would see pictures, what they choose and how long they take. */
export interface SimulatedRater {
  /** Has no influence on what they choose: a difference between sizes is chance. */
  displayPx: number;
  answer(trial: SimulatedTrial, trialIndex: number): { choice: Choice; rtMs: number };
}

/** The n-th simulated rater of a plan; the same for the same seed, however many there are. */
export function simulatedRater(plan: Plan, seed: number, index: number): SimulatedRater {
  const strengths = new Map(
    plantedStrengths(plan, seed).map((planted) => [
      `${planted.questionId} ${planted.armId}`,
      planted.strength,
    ]),
  );
  const armSd = (sd: number) => sd / Math.SQRT2;
  const appeal = (trial: SimulatedTrial, armId: string): number => {
    const name = `${trial.questionId} ${armId}`;
    const byPrompt = normal(createRng(seed, `prompt effect ${name} ${trial.promptId}`));
    const byRater = normal(createRng(seed, `rater effect ${name}`, index));
    const strength = strengths.get(name);
    if (strength === undefined) throw new RangeError(`no planted strength for ${name}`);
    return (
      strength + armSd(plantedModel.promptSd) * byPrompt + armSd(plantedModel.raterSd) * byRater
    );
  };
  const pace = Math.exp(plantedModel.raterRtSd * normal(createRng(seed, "rater pace", index)));
  return {
    displayPx: drawSize(plan, createRng(seed, "rater window", index)),
    answer: (trial, trialIndex) => {
      const rng = createRng(seed, `rater ${index}`, trialIndex);
      const lean = appeal(trial, trial.left) - appeal(trial, trial.right) + plantedModel.leftBias;
      const preferred = drawChoice(lean, plan.ties === "allowed" ? plantedModel.tieNu : 0, rng);
      const choice = seen(trial, preferred, rng);
      const hurry = Math.exp(plantedModel.trialRtSd * normal(rng));
      return { choice, rtMs: Math.round(plantedModel.medianRtMs * pace * hurry) };
    },
  };
}

function drawSize({ display }: Plan, rng: Rng): number {
  const [largest, ...smaller] = displaySizes(display).map(({ displayPx }) => displayPx);
  const isLarge = smaller.length === 0 || rng.float() < plantedModel.largestWindow;
  return isLarge ? (largest ?? display.displayPx) : at(smaller, rng.below(smaller.length));
}

/** Whoever is told what to choose, or sees a wrong prompt, chooses the expected side nearly always. */
function seen({ role, expected }: SimulatedTrial, preferred: Choice, rng: Rng): Choice {
  if (role === "trial" || role === "repeat" || expected === null) return preferred;
  const isAttentive = rng.float() < plantedModel.attention;
  return (expected === "left") === isAttentive ? "left" : "right";
}

/** Source: Davidson 1970, with strengths as logits. */
function drawChoice(lean: number, nu: number, rng: Rng): Choice {
  const [left, right] = [Math.exp(lean / 2), Math.exp(-lean / 2)];
  const drawn = rng.float() * (left + right + nu);
  if (drawn < left) return "left";
  return drawn < left + right ? "right" : "tie";
}

/** Source: Box & Muller 1958. */
function normal(rng: Rng): number {
  const radius = Math.sqrt(-2 * Math.log(1 - rng.float()));
  return radius * Math.cos(2 * Math.PI * rng.float());
}
