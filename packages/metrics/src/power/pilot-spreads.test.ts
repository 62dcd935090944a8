import { PowerDesign } from "@pairlab/domain/power-design";
import { createRng } from "@pairlab/domain/random";
import { expect, test } from "vitest";
import { okValue } from "../ok-value.fixture.ts";
import { balancedSchedule } from "./balanced-schedule.ts";
import { pilotSpreads } from "./pilot-spreads.ts";
import { simulatedVotes } from "./simulated-votes.ts";

function pilot(promptSd: number, raterSd: number, seed = 1) {
  const design = PowerDesign.parse({
    version: 1,
    schedule: { raters: 80, prompts: 80, votesPerRater: 80 },
    pairs: [{ a: "x", b: "y", share: 0.6 }],
    promptSd,
    raterSd,
    tieShare: 0.1,
    seed,
  });
  const schedule = balancedSchedule({ pairs: 1, prompts: 80, raters: 80, votesPerRater: 80 }, 1);
  return simulatedVotes(schedule, design, 0)[0] ?? [];
}

test("planted spreads of prompts and raters are recovered from a large pilot", () => {
  for (const [promptSd, raterSd] of [
    [1, 0.5],
    [0.3, 1.2],
    [0.6, 0.6],
  ] as const) {
    const runs = [1, 2, 3].map((seed) => okValue(pilotSpreads(pilot(promptSd, raterSd, seed))));
    const mean = (of: "promptSd" | "raterSd") => runs.reduce((sum, run) => sum + run[of], 0) / 3;
    expect(Math.abs(mean("promptSd") - promptSd)).toBeLessThan(0.15);
    expect(Math.abs(mean("raterSd") - raterSd)).toBeLessThan(0.15);
  }
});

test("without spread the estimates are near 0, and a negative one is set to 0 and noted", () => {
  const found = pilotSpreads(pilot(0, 0));
  const { promptSd, raterSd } = okValue(found);
  expect(Math.max(promptSd, raterSd)).toBeLessThan(0.25);
  const alternating = Array.from({ length: 40 }, (_, i) => ({
    a: 0,
    b: 1,
    score: i % 2,
    aIsLeft: true,
    prompt: `p${Math.floor(i / 2)}`,
    rater: `r${i % 7}`,
  }));
  expect(pilotSpreads(alternating)).toMatchObject({
    status: "ok",
    value: { promptSd: 0 },
    notes: [{ code: "varianceFloored" }],
  });
});

test("one prompt, one rater, no shared ones, and unanimous votes have no spreads", () => {
  const votes = pilot(0.5, 0.5);
  const only = (of: "prompt" | "rater", name: string) => votes.filter((vote) => vote[of] === name);
  expect(pilotSpreads(only("prompt", "p0"))).toMatchObject({
    status: "insufficient",
    have: 1,
    need: 2,
  });
  expect(pilotSpreads(only("rater", "r0"))).toMatchObject({
    status: "insufficient",
    have: 1,
    need: 2,
  });
  expect(pilotSpreads([]).status).toBe("insufficient");
  expect(pilotSpreads(votes.map((vote) => ({ ...vote, score: 1 }))).status).toBe("undetermined");
  const apart = votes.slice(0, 30).map((vote, i) => ({ ...vote, prompt: `p${i}`, rater: `r${i}` }));
  expect(pilotSpreads(apart).status).toBe("insufficient");
  const split = votes.map((vote) => ({ ...vote, score: vote.prompt < "p4" ? 1 : 0 }));
  expect(pilotSpreads(split).status).toBe("undetermined");
});

test("a rater who answers the same prompt again is no spread of prompts or raters", () => {
  const rng = createRng(3, "again");
  const votes = Array.from({ length: 30 * 30 }, (_, i) => {
    const score = rng.below(2);
    const names = { prompt: `p${i % 30}`, rater: `r${Math.floor(i / 30)}` };
    return [1, 2, 3].map(() => ({ a: 0, b: 1, score, aIsLeft: true, ...names }));
  }).flat();
  const { promptSd, raterSd } = okValue(pilotSpreads(votes));
  expect(Math.max(promptSd, raterSd)).toBeLessThan(0.35);
});
