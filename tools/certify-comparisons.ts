// npm run certify:comparisons: how often the intervals of `compare` and `agreement` hold the truth, written to
// docs/coverage-comparisons.md.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { agreementCoverage, agreementSizes } from "./coverage-of-agreement.ts";
import { comparisonCoverage, comparisonSettings } from "./coverage-of-comparisons.ts";

const studies = 2000;
const replicates = 500;
const seed = 20_261_125;

const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;
const started = Date.now();
const say = (text: string) =>
  console.log(`${text}: ${Math.round((Date.now() - started) / 1000)} s`);

const comparisons = comparisonSettings.map((setting) => {
  const { covered, halfWidth } = comparisonCoverage(setting, { studies, seed });
  const { effects, raters, prompts, promptSd, raterSd, answered } = setting;
  say(`${effects} ${raters} × ${prompts}`);
  return `| ${effects} | ${raters} | ${prompts} | ${percent(answered, 0)} | ${promptSd} | ${raterSd} | ${percent(covered)} | ${percent(halfWidth)} |`;
});
const agreement = agreementSizes.map((units) => {
  const covered = agreementCoverage(units, { studies, replicates, seed });
  say(`${units} items`);
  return `| ${units} | ${covered.map((share) => percent(share)).join(" | ")} |`;
});

const text = `# What the intervals of \`compare\` and \`agreement\` cover

Written by \`npm run certify:comparisons\`: ${studies} simulated studies a line, seed ${seed}. Nominal coverage is 95 %; a true 95 % would come out
within ${(100 * Math.sqrt((0.95 * 0.05) / studies)).toFixed(1)} points of it two times in three.

## Two files of votes

Two models, equally strong in both files; normal effects of prompts and raters on the logit. \`same\`: both files hold the same people
on the same prompts, with the same effects; \`other\`: the same people and prompts, whose effects in the two files have nothing to do
with each other; \`strangers\`: no person and no prompt in common. Clustered both ways; the truth is no difference.

| effects | raters | prompts | answered | SD of prompts | SD of raters | coverage | half-width, points |
|---|---|---|---|---|---|---|---|
${comparisons.join("\n")}

## Agreement

Items with one of three labels; each of five raters gives the right label with chance .6, else any of the three. True agreement beyond
chance is .36 for every coefficient here; Cohen's kappa is that of the first two raters. Alpha: ${replicates} replicates.

| items | alpha, nominal | alpha, ordinal | Gwet's AC1 | Cohen's kappa |
|---|---|---|---|---|
${agreement.join("\n")}

Below 20 items alpha and kappa are noted \`fewClusters\`.
`;
const file = path.resolve(import.meta.dirname, "../docs/coverage-comparisons.md");
writeFileSync(file, text);
console.log(`wrote ${file}`);
