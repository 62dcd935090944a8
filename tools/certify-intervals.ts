// npm run certify:intervals: how often each kind of interval holds the truth, written to docs/coverage.md.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { type Coverage, coverageOf, coveredKinds } from "@pairlab/metrics/coverage/coverage-of";
import { coverageSettings } from "@pairlab/metrics/coverage/coverage-setting";
import { coverageText } from "./coverage-text.ts";

const studies = 2000;
const replicates = 200;
const seed = 20_261_125;

const started = Date.now();
const found: Coverage[][] = coverageSettings.map((setting, place) => {
  const coverage = coverageOf(setting, place, coveredKinds(replicates), { studies, seed });
  console.log(
    `setting ${place + 1} of ${coverageSettings.length}: ${Math.round((Date.now() - started) / 1000)} s`,
  );
  return coverage;
});
const file = path.resolve(import.meta.dirname, "../docs/coverage.md");
writeFileSync(file, coverageText(found, { studies, replicates, seed }));
console.log(`wrote ${file}`);
