import { createRng } from "@pairlab/domain/random";
import { expect, test } from "vitest";
import { type Coverage, coverageOf, coveredKinds } from "./coverage-of.ts";
import { coverageSettings } from "./coverage-setting.ts";
import { simulatedStudy } from "./simulated-study.ts";

const run = { studies: 200, seed: 7 };
const formulas = coveredKinds(0).filter(({ name }) => !name.startsWith("bootstrap"));
const shareOf = (found: readonly Coverage[], name: string): number =>
  found.find((kind) => kind.name === name)?.covered ?? Number.NaN;

test.each(coverageSettings.map((setting, place) => ({ ...setting, place })))(
  "over 200 studies of setting $place clustered intervals hold the truth in 90 to 99.5 %",
  ({ place, ...setting }) => {
    const found = coverageOf(setting, place, formulas, run);
    for (const name of [
      "two-way",
      "two-way, cr2",
      "two-way, cr3",
      "by-prompt",
      "fit --se two-way",
      "fit --se two-way, cr2",
      "fit --se prompt",
    ]) {
      expect(shareOf(found, name)).toBeGreaterThanOrEqual(0.9);
      expect(shareOf(found, name)).toBeLessThanOrEqual(0.995);
    }
    // With few votes a rater on each prompt, raters' own spread makes by-rater too wide, never too narrow.
    expect(shareOf(found, "by-rater")).toBeGreaterThanOrEqual(0.9);
    if (setting.promptSd === 0) expect(shareOf(found, "wilson")).toBeGreaterThanOrEqual(0.9);
    else expect(shareOf(found, "wilson")).toBeLessThan(0.85);
  },
);

test("one-way bootstraps hold the truth in 87 to 99.5 % of 100 studies, both at once in 90 % or more", () => {
  const [, setting] = coverageSettings;
  if (setting === undefined) throw new Error("no setting");
  const kinds = coveredKinds(100).filter(({ name }) => /^(bootstrap|bca|studentised)/.test(name));
  const found = coverageOf(setting, 1, kinds, { studies: 100, seed: 8 });
  const oneWay = ["bootstrap", "bca", "studentised"].flatMap((ends) => [
    `${ends}-by-rater`,
    `${ends}-by-prompt`,
  ]);
  for (const name of oneWay) {
    expect(shareOf(found, name)).toBeGreaterThanOrEqual(0.87);
    expect(shareOf(found, name)).toBeLessThanOrEqual(0.995);
  }
  expect(shareOf(found, "bootstrap-two-way")).toBeGreaterThanOrEqual(0.9);
});

test("Elo's interval of two equal models holds 1000 in no fewer than nine of ten studies", () => {
  const [, setting] = coverageSettings;
  if (setting === undefined) throw new Error("no setting");
  const kinds = coveredKinds(60).filter(({ name }) => name.startsWith("fit --model elo"));
  const [found] = coverageOf(setting, 1, kinds, { studies: 60, seed: 9 });
  expect(found?.covered).toBeGreaterThanOrEqual(0.9);
  expect(found?.halfWidth).toBeLessThan(0.1);
});

test("the same seed simulates the same studies, and truths are means over what is held fixed", () => {
  const [control, spread] = coverageSettings;
  if (control === undefined || spread === undefined) throw new Error("no settings");
  const one = simulatedStudy(spread, createRng(1, "study"));
  expect(simulatedStudy(spread, createRng(1, "study"))).toEqual(one);
  const { thesePrompts, theseRaters } = one.truth;
  expect(thesePrompts).not.toBe(0.5);
  expect(Math.abs(thesePrompts - 0.5)).toBeLessThan(0.1);
  expect(Math.abs(theseRaters - 0.5)).toBeLessThan(0.1);
  expect(simulatedStudy(control, createRng(1, "study")).truth).toEqual({
    population: 0.5,
    thesePrompts: 0.5,
    theseRaters: 0.5,
  });
});
