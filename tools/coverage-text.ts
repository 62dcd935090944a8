import { at } from "@pairlab/domain/at";
import type { Coverage, CoverageTarget } from "@pairlab/metrics/coverage/coverage-of";
import { coverageBand, coverageSettings } from "@pairlab/metrics/coverage/coverage-setting";

export interface CoverageRun {
  studies: number;
  replicates: number;
  seed: number;
}

const targets: Record<CoverageTarget, string> = {
  population: "raters and prompts like these",
  thesePrompts: "raters like these, these prompts",
  theseRaters: "prompts like these, these raters",
};

/** `docs/coverage.md`: what was simulated, and how often each kind of interval held the truth. */
export function coverageText(found: readonly Coverage[][], run: CoverageRun): string {
  const error = (100 * Math.sqrt((0.95 * 0.05) / run.studies)).toFixed(1);
  const kinds = at(found, 0).map(({ name, target }) => ({ name, target }));
  const rows = kinds.map(({ name, target }, k) => {
    const own = found.map((setting) => at(setting, k));
    const cells = own.map(
      ({ covered, halfWidth }) => `${percent(covered)} (${percent(halfWidth)})`,
    );
    return `| \`${name}\` | ${targets[target]} | ${cells.join(" | ")} | ${verdict(own)} |`;
  });
  const settings = coverageSettings.map(
    ({ prompts, raters, votesPerRater, promptSd, raterSd }, i) =>
      `| ${i + 1} | ${prompts} | ${raters} | ${votesPerRater} | ${promptSd} | ${raterSd} |`,
  );
  return `# What intervals cover

Written by \`npm run certify:intervals\`: ${run.studies} simulated studies a setting, seed ${run.seed}, bootstraps of ${run.replicates} replicates. Nominal
coverage is 95 %; a true 95 % would come out within ${error} points of it two times in three.

A study has two equally strong models. The logit of preferring the first is a normal effect of the prompt plus one of the rater; each
rater votes once on each of some prompts, drawn at random. The spreads are assumptions, until they are estimated from votes.

| setting | prompts | raters | votes a rater | SD of prompts | SD of raters |
|---|---|---|---|---|---|
${settings.join("\n")}

Coverage, and in brackets the mean half-width in points of a share. Each kind is held to what it speaks of: with prompts held fixed, the
truth is the mean over raters on the very prompts that were drawn. The band is ${percent(coverageBand.from)} to ${percent(coverageBand.to)} in every setting: a kind below
it is only made when asked for by name; one above it is too wide, not too sure.

| kind | speaks of | ${coverageSettings.map((_, i) => `setting ${i + 1}`).join(" | ")} | band |
|---|---|${coverageSettings.map(() => "---|").join("")}---|
${rows.join("\n")}
`;
}

function verdict(own: readonly Coverage[]): string {
  const low = Math.min(...own.map(({ covered }) => covered));
  const high = Math.max(...own.map(({ covered }) => covered));
  if (low < coverageBand.from) return high > coverageBand.to ? "below and above" : "below";
  return high > coverageBand.to ? "above" : "within";
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
