/** A study of two models: its size, and how much prompts and raters differ in logits. */
export interface CoverageSetting {
  prompts: number;
  raters: number;
  /** Prompts that each rater votes on, once each. */
  votesPerRater: number;
  promptSd: number;
  raterSd: number;
}

/** The settings that intervals are certified on: a control without any spread, then five with more and more. */
export const coverageSettings: readonly CoverageSetting[] = [
  { prompts: 50, raters: 30, votesPerRater: 50, promptSd: 0, raterSd: 0 },
  { prompts: 100, raters: 30, votesPerRater: 50, promptSd: 0.5, raterSd: 0.3 },
  { prompts: 100, raters: 30, votesPerRater: 50, promptSd: 1, raterSd: 0.5 },
  { prompts: 50, raters: 60, votesPerRater: 50, promptSd: 1, raterSd: 0.5 },
  { prompts: 30, raters: 100, votesPerRater: 30, promptSd: 1, raterSd: 0.5 },
  { prompts: 100, raters: 30, votesPerRater: 50, promptSd: 1.5, raterSd: 0.8 },
];

/** What coverage may be, in all settings, for an interval to be offered by default. */
export const coverageBand = { from: 0.925, to: 0.975 };
