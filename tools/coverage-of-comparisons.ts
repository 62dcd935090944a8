import { at } from "@pairlab/domain/at";
import { createRng, type Rng } from "@pairlab/domain/random";
import { pairDifferences, type StudyVote } from "@pairlab/metrics/between-studies/pair-differences";

export interface ComparisonSetting {
  effects: "same" | "other" | "strangers";
  raters: number;
  prompts: number;
  /** Share of prompts that a rater votes on. */
  answered: number;
  promptSd: number;
  raterSd: number;
}

const sizes = [
  { raters: 30, prompts: 40, answered: 1, promptSd: 1, raterSd: 0.5 },
  { raters: 30, prompts: 40, answered: 0.3, promptSd: 0.5, raterSd: 0.3 },
  { raters: 12, prompts: 15, answered: 1, promptSd: 1, raterSd: 0.5 },
];
export const comparisonSettings: readonly ComparisonSetting[] = (
  ["same", "other", "strangers"] as const
).flatMap((effects) => sizes.map((size) => ({ effects, ...size })));

/** How often the interval of a difference holds 0 in simulated pairs of files, and how wide it is. */
export function comparisonCoverage(
  setting: ComparisonSetting,
  { studies, seed }: { studies: number; seed: number },
): { covered: number; halfWidth: number } {
  let [held, width] = [0, 0];
  for (let study = 0; study < studies; study += 1) {
    const rng = createRng(seed, `compare ${JSON.stringify(setting)}`, study);
    const [first, second] = twoFiles(setting, rng);
    const { pairs } = pairDifferences(
      { votes: first, counts: false },
      { votes: second, counts: false },
      {
        estimand: "raters-and-prompts-like-these",
        ties: "half",
        level: 0.95,
        method: "holm",
        margin: undefined,
      },
    );
    const { difference } = at(pairs, 0);
    if (difference.status !== "ok") throw new Error(difference.reason);
    const { lower, upper } = difference.value;
    held += Number(lower <= 0 && upper >= 0);
    width += upper - lower;
  }
  return { covered: held / studies, halfWidth: width / studies / 2 };
}

function twoFiles(setting: ComparisonSetting, rng: Rng): [StudyVote[], StudyVote[]] {
  const { effects, raters, prompts, promptSd, raterSd } = setting;
  const world = () => ({
    prompts: Array.from({ length: prompts }, () => promptSd * normal(rng)),
    raters: Array.from({ length: raters }, () => raterSd * normal(rng)),
  });
  const first = world();
  const second = effects === "same" ? first : world();
  return [
    votesOf(first, setting.answered, "", rng),
    votesOf(second, setting.answered, effects === "strangers" ? "other " : "", rng),
  ];
}

function votesOf(
  world: { prompts: number[]; raters: number[] },
  answered: number,
  prefix: string,
  rng: Rng,
): StudyVote[] {
  return world.raters.flatMap((ofRater, rater) =>
    world.prompts.flatMap((onPrompt, prompt) => {
      if (rng.float() >= answered) return [];
      const score = rng.float() < 1 / (1 + Math.exp(-ofRater - onPrompt)) ? 1 : 0;
      const names = { rater: `${prefix}r${rater}`, prompt: `${prefix}p${prompt}` };
      return [{ question: "", i: "x", j: "y", score, weight: 1, ...names }];
    }),
  );
}

/** Source: Box & Muller 1958. */
function normal(rng: Rng): number {
  const radius = Math.sqrt(-2 * Math.log(1 - rng.float()));
  return radius * Math.cos(2 * Math.PI * rng.float());
}
