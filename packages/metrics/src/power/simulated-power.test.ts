import { at } from "@pairlab/domain/at";
import { PowerDesign } from "@pairlab/domain/power-design";
import { PowerEstimate } from "@pairlab/domain/power-estimate";
import fc from "fast-check";
import { expect, test } from "vitest";
import { logistic } from "../bradley-terry.ts";
import { balancedSchedule } from "./balanced-schedule.ts";
import { powerEstimate } from "./power-estimate.ts";
import { exactPower } from "./sample-size.ts";
import { simulatedPower } from "./simulated-power.ts";
import { simulatedVotes, typicalLogOdds } from "./simulated-votes.ts";

const design = (more: Partial<PowerDesign> = {}): PowerDesign =>
  PowerDesign.parse({
    version: 1,
    schedule: { raters: 30, prompts: 40, votesPerRater: 20 },
    pairs: [{ a: "new", b: "old", share: 0.6 }],
    promptSd: 0,
    raterSd: 0,
    replicates: 300,
    ...more,
  });
const dealt = (raters: number, pairs = 1, prompts = 40, votesPerRater = 20) =>
  balancedSchedule({ pairs, prompts, raters, votesPerRater }, 1);

test("a balanced schedule shows each task equally often, no rater one twice, and begins with its smaller self", () => {
  const sizes = fc.record({
    pairs: fc.integer({ min: 1, max: 4 }),
    prompts: fc.integer({ min: 1, max: 9 }),
    raters: fc.integer({ min: 1, max: 12 }),
    seed: fc.integer({ min: 0, max: 1000 }),
  });
  fc.assert(
    fc.property(sizes, fc.double({ min: 0, max: 1, noNaN: true }), ({ seed, ...size }, part) => {
      const votesPerRater = Math.max(1, Math.floor(part * size.pairs * size.prompts));
      const schedule = balancedSchedule({ ...size, votesPerRater }, seed);
      const counts = new Map<string, number>();
      for (const trials of schedule) {
        const own = trials.map(({ pair, prompt }) => `${pair} ${prompt}`);
        expect(new Set(own).size).toBe(votesPerRater);
        for (const task of own) counts.set(task, (counts.get(task) ?? 0) + 1);
      }
      const times = Array.from(
        { length: size.pairs * size.prompts },
        (_, task) => counts.get(`${task % size.pairs} p${Math.floor(task / size.pairs)}`) ?? 0,
      );
      expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(2);
      const fewer = Math.ceil(size.raters / 2);
      const smaller = balancedSchedule({ ...size, raters: fewer, votesPerRater }, seed);
      expect(schedule.slice(0, fewer)).toEqual(smaller);
    }),
  );
  expect(() => balancedSchedule({ pairs: 1, prompts: 2, raters: 1, votesPerRater: 3 }, 1)).toThrow(
    RangeError,
  );
});

test("typical log-odds give the share back over all effects, and are plain log-odds without any", () => {
  expect(logistic(typicalLogOdds(0.7, 0))).toBeCloseTo(0.7, 12);
  expect(typicalLogOdds(0.5, 2)).toBeCloseTo(0, 9);
  expect(typicalLogOdds(0.7, 1)).toBeGreaterThan(typicalLogOdds(0.7, 0));
  expect(() => typicalLogOdds(1, 0)).toThrow(RangeError);
});

test("simulated votes have the share, the ties and the losses that were asked for", () => {
  const world = design({ promptSd: 0.8, raterSd: 0.5, tieShare: 0.2, dropOut: 0.5, leftBias: 0.3 });
  const votes = Array.from({ length: 200 }, (_, replicate) =>
    at(simulatedVotes(dealt(30), world, replicate), 0),
  ).flat();
  const decisive = votes.filter(({ score }) => score !== 0.5);
  const share = decisive.reduce((sum, { score }) => sum + score, 0) / decisive.length;
  expect(share).toBeCloseTo(0.6, 1);
  expect(1 - decisive.length / votes.length).toBeCloseTo(0.2, 2);
  // Half of the raters stop, on average just before the middle.
  expect(votes.length / (200 * 600)).toBeCloseTo(1 - 0.5 * (10.5 / 20), 1);
  const left = decisive.filter(({ score, aIsLeft }) => (score === 1) === aIsLeft);
  expect(left.length / decisive.length).toBeGreaterThan(0.53);
});

test("more raters add votes to a study and change none", () => {
  const world = design({ promptSd: 0.5, raterSd: 0.5 });
  const few = at(simulatedVotes(dealt(5), world, 3), 0);
  const many = at(simulatedVotes(dealt(9), world, 3), 0);
  expect(many.slice(0, few.length)).toEqual(few);
});

test("without effects the simulated power is near that of independent votes", () => {
  const found = simulatedPower(dealt(30, 1, 40, 10), design());
  const exact = exactPower(300, { p1: 0.6, p0: 0.5, alpha: 0.05 }, "doubled");
  expect(Math.abs(found.weakest - exact)).toBeLessThan(0.08);
  expect(found).toMatchObject({ raters: 30, votes: 300 });
});

test("effects of prompts and raters cost power, and at one half the error rate is kept", () => {
  const spread = { promptSd: 1, raterSd: 0.5 };
  const plain = simulatedPower(dealt(15), design({ replicates: 100 }));
  const clustered = simulatedPower(dealt(15), design({ ...spread, replicates: 100 }));
  expect(clustered.weakest).toBeLessThan(plain.weakest);
  const nothing = design({
    ...spread,
    pairs: [{ a: "new", b: "old", share: 0.5 }],
    replicates: 200,
  });
  expect(simulatedPower(dealt(20), nothing).weakest).toBeLessThan(0.11);
});

test("more hypotheses in the plan cost power under Holm, and not without correction", () => {
  const four = { hypotheses: 10, replicates: 200 };
  const schedule = dealt(15, 1, 40, 15);
  const holm = simulatedPower(schedule, design(four)).weakest;
  const none = simulatedPower(schedule, design({ ...four, multiplicity: "none" })).weakest;
  expect(holm).toBeLessThan(none);
  expect(simulatedPower(schedule, design({ replicates: 200 })).weakest).toBe(none);
});

test("the estimate names the fewest raters, the cost and what a formula says", () => {
  const asked = design({
    replicates: 100,
    pricePerVote: 0.1,
    secondsPerVote: 6,
    promptSd: 0.3,
    raterSd: 0.3,
  });
  const found = PowerEstimate.parse(
    powerEstimate(asked, (n) => dealt(64).slice(0, n), { planned: 8, most: 64 }),
  );
  expect(found).toMatchObject({
    cost: 16,
    minutesPerRater: 2,
    schedule: { raters: 8, votes: 160 },
  });
  if (found.smallest.status !== "ok") throw new Error(found.smallest.reason);
  const { raters, weakest } = found.smallest.value;
  expect(weakest).toBeGreaterThanOrEqual(0.8);
  expect(simulatedPower(dealt(64).slice(0, raters - 1), asked).weakest).toBeLessThan(0.8);
  expect(found.formula).toMatchObject({ status: "ok", notes: [{ code: "iidAssumed" }] });
  const never = powerEstimate(
    design({ ...asked, pairs: [{ a: "x", b: "y", share: 0.5 }] }),
    (n) => dealt(n),
    { planned: 4, most: 4 },
  );
  expect([never.smallest.status, never.formula.status]).toEqual(["undetermined", "undetermined"]);
  const small = powerEstimate(asked, (n) => dealt(n), { planned: 2, most: 2 });
  expect(small.smallest.status).toBe("insufficient");
});

test("a single rater has no interval, and that is counted instead of hidden", () => {
  const alone = simulatedPower(dealt(1), design({ replicates: 20 }));
  expect(alone.pairs[0]).toMatchObject({
    power: 0,
    withoutInterval: 1,
    halfWidth: { status: "insufficient" },
  });
});

test("a difference found on the wrong side is no power", () => {
  const at = (share: number) =>
    simulatedPower(dealt(10), design({ pairs: [{ a: "new", b: "old", share }], replicates: 400 }))
      .weakest;
  const [wrong, none] = [at(0.500001), at(0.5)];
  // The same random numbers: one half counts every rejection, a hair above it those on its side.
  expect(none).toBeGreaterThan(0);
  expect(wrong).toBeLessThan(none);
});
