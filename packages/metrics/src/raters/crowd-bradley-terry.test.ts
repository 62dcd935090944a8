import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import { expect, test } from "vitest";
import { logistic } from "../bradley-terry.ts";
import { expectClose } from "../golden.fixture.ts";
import { okValue } from "../ok-value.fixture.ts";
import { crowdBradleyTerry } from "./crowd-bradley-terry.ts";
import { type CrowdCell, CrowdPosterior } from "./crowd-posterior.ts";

const prior = { lambda: 1, a: 4, b: 2, seed: 1 };

/** Votes of raters with planted reliabilities on items with planted strengths. */
function planted(strengths: readonly number[], reliability: readonly number[], votes: number) {
  const rng = createRng(3, "crowd");
  return reliability.flatMap((eta, rater) =>
    Array.from({ length: votes }, (): CrowdCell => {
      const first = rng.below(strengths.length);
      const second = (first + 1 + rng.below(strengths.length - 1)) % strengths.length;
      const better = rng.float() < logistic(at(strengths, first) - at(strengths, second));
      const says = better === rng.float() < eta;
      return says
        ? { rater, winner: first, loser: second, wins: 1 }
        : { rater, winner: second, loser: first, wins: 1 };
    }),
  );
}

test("planted strengths and raters are recovered, the bad one as bad", () => {
  const strengths = [-1, -0.3, 0.3, 1];
  const reliability = [0.95, 0.9, 0.85, 0.5, 0.1];
  const found = okValue(
    crowdBradleyTerry(planted(strengths, reliability, 600), { ...prior, items: 4, raters: 5 }),
  );
  for (const [k, eta] of reliability.entries())
    expect(Math.abs(at(found.reliability, k) - eta)).toBeLessThan(0.12);
  expect(found.strengths.toSorted((a, b) => a - b)).toEqual(found.strengths);
  expectClose(
    found.strengths.reduce((sum, value) => sum + value, 0),
    0,
    1e-9,
  );
  expect(found.gradient).toBeLessThanOrEqual(1e-10);
});

test("derivatives equal differences of the value, first and second", () => {
  const cells = planted([0.5, 0, -0.5], [0.9, 0.3], 40);
  const posterior = new CrowdPosterior(cells, { ...prior, items: 3, raters: 2 });
  const here = Float64Array.from([0.2, -0.1, 0.4, 1.1, -0.6]);
  const { gradient, move } = posterior.derivatives(here);
  const moved = (place: number, by: number) =>
    here.map((value, i) => (i === place ? value + by : value));
  for (const [place, slope] of gradient.entries()) {
    const h = 1e-5;
    const numeric =
      (posterior.value(moved(place, h)) - posterior.value(moved(place, -h))) / (2 * h);
    expect(Math.abs(slope - numeric)).toBeLessThan(1e-6);
  }
  // The step solves (H + damping) step = gradient: H times it by differences of the gradient.
  const damping = 100;
  const step = move(damping) ?? new Float64Array();
  const h = 1e-6;
  const along = (sign: number) =>
    posterior.derivatives(here.map((value, i) => value + sign * h * at(step, i))).gradient;
  const [forward, backward] = [along(1), along(-1)];
  for (const [place, slope] of gradient.entries()) {
    const curved = -(at(forward, place) - at(backward, place)) / (2 * h);
    expect(Math.abs(curved + damping * at(step, place) - slope)).toBeLessThan(1e-4);
  }
});

test("no other point near the mode is better, and another seed finds the same mode", () => {
  const options = { ...prior, items: 3, raters: 3 };
  const cells = planted([1, 0, -1], [0.9, 0.8, 0.3], 60);
  const found = okValue(crowdBradleyTerry(cells, options));
  const posterior = new CrowdPosterior(cells, options);
  const mode = Float64Array.from([
    ...found.strengths,
    ...found.reliability.map((eta) => Math.log(eta / (1 - eta))),
  ]);
  expectClose(posterior.value(mode), found.logPosterior, 1e-12);
  const rng = createRng(9, "near");
  for (let trial = 0; trial < 200; trial += 1) {
    const near = mode.map((value) => value + (rng.float() - 0.5) * 0.2);
    expect(posterior.value(near)).toBeLessThan(found.logPosterior);
  }
  const other = okValue(crowdBradleyTerry(cells, { ...options, seed: 8 }));
  for (const [i, strength] of found.strengths.entries())
    expectClose(at(other.strengths, i), strength, 1e-8);
});

test("a rater without votes shows the prior's mode, and is marked by 0 votes", () => {
  const cells = planted([1, -1], [0.9], 30);
  const found = okValue(crowdBradleyTerry(cells, { ...prior, items: 2, raters: 2 }));
  expectClose(at(found.reliability, 1), 3 / 4, 1e-9);
  expect(found.votes).toEqual([30, 0]);
});

test("no votes and one item are insufficient, impossible cells and priors refused", () => {
  const size = { ...prior, items: 2, raters: 1 };
  expect(crowdBradleyTerry([], size).status).toBe("insufficient");
  expect(crowdBradleyTerry([], { ...size, items: 1 }).status).toBe("insufficient");
  const cell = { rater: 0, winner: 0, loser: 1, wins: 1 };
  for (const wrong of [
    { rater: 1 },
    { winner: 2 },
    { loser: 0 },
    { wins: 0 },
    { wins: Number.NaN },
  ])
    expect(() => crowdBradleyTerry([{ ...cell, ...wrong }], size)).toThrow(RangeError);
  for (const none of [{ lambda: 0 }, { a: 1 }, { b: 0.5 }])
    expect(() => crowdBradleyTerry([cell], { ...size, ...none })).toThrow(RangeError);
  // One who always won keeps a finite strength: the prior holds it.
  const always = okValue(crowdBradleyTerry([{ ...cell, wins: 50 }], size));
  expect(at(always.strengths, 0)).toBeGreaterThan(0.5);
  expect(at(always.strengths, 0)).toBeLessThan(3);
});
