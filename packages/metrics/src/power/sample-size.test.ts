import { expect, test } from "vitest";
import { z } from "zod";
import { expectClose, golden } from "../golden.fixture.ts";
import { okValue } from "../ok-value.fixture.ts";
import {
  arcsineDistance,
  designEffect,
  exactPower,
  exactVotesForShare,
  twoSharePower,
  votesForShare,
  votesForShareArcsine,
  votesForTwoShares,
  votesForTwoSharesArcsine,
} from "./sample-size.ts";

const Case23 = z.object({
  oneSample: z.array(
    z.object({
      p1: z.number(),
      p0: z.number(),
      alpha: z.number(),
      power: z.number(),
      nNormalUnpooled: z.number(),
      nArcsine: z.number(),
    }),
  ),
  exactBinomialPower: z.array(
    z.object({ n: z.number(), p1: z.number(), powerMinLike: z.number(), powerDoubled: z.number() }),
  ),
  exactSampleSize: z.array(
    z.object({ p1: z.number(), nExactMonotone: z.number(), nExactFirst: z.number() }),
  ),
  twoSample: z.array(
    z.object({ n: z.number(), p1: z.number(), p2: z.number(), power: z.number() }),
  ),
  pwr2p: z.object({ h: z.number(), n: z.number() }),
  clusterDesignEffect: z.object({
    m: z.number(),
    icc: z.number(),
    deff: z.number(),
    n0: z.number(),
    nInflated: z.number(),
  }),
});
const known = golden(Case23, "23-power/expected.json");

test.each(known.oneSample)("votes for a share of $p1 equal the known numbers", (plan) => {
  expectClose(votesForShare(plan), plan.nNormalUnpooled, 1e-8);
  expectClose(votesForShareArcsine(plan), plan.nArcsine, 1e-2);
});

test.each(known.exactBinomialPower)(
  "the exact tests of $n votes at $p1 have the known power",
  (row) => {
    const plan = { p1: row.p1, p0: 0.5, alpha: 0.05 };
    expectClose(exactPower(row.n, plan, "minimum-likelihood"), row.powerMinLike, 1e-8);
    expectClose(exactPower(row.n, plan, "doubled"), row.powerDoubled, 1e-8);
  },
);

test.each(known.exactSampleSize)("exact votes for $p1 are the known ones", (row) => {
  const found = okValue(exactVotesForShare({ p1: row.p1, p0: 0.5, alpha: 0.05, power: 0.8 }));
  expect(found).toEqual({ first: row.nExactFirst, throughout: row.nExactMonotone });
});

test.each(known.twoSample)("two shares, $p1 and $p2, equal R's power.prop.test", (row) => {
  const plan = { p1: row.p1, p2: row.p2, alpha: 0.05 };
  expectClose(twoSharePower(row.n, plan), row.power, 1e-8);
  if (row.n !== 50) expectClose(votesForTwoShares({ ...plan, power: row.power }), row.n, 1e-8);
});

test("the arcsine distance of .55 and .5, its votes and the design effect are the known ones", () => {
  expectClose(arcsineDistance(0.55, 0.5), known.pwr2p.h, 1e-8);
  const plan = { p1: 0.55, p2: 0.5, alpha: 0.05, power: 0.8 };
  expectClose(votesForTwoSharesArcsine(plan), known.pwr2p.n, 1e-2);
  const { m, icc, deff, n0, nInflated } = known.clusterDesignEffect;
  expectClose(designEffect(m, icc), deff, 1e-8);
  expect(Math.ceil(n0 * designEffect(m, icc))).toBe(nInflated);
});

test("more votes than can be enumerated are insufficient, plans that can't be are refused", () => {
  const plan = { p1: 0.501, p0: 0.5, alpha: 0.05, power: 0.8 };
  expect(exactVotesForShare(plan).status).toBe("insufficient");
  expect(() => votesForShare({ ...plan, p1: 0.5 })).toThrow(RangeError);
  expect(() => votesForShare({ ...plan, p1: 1 })).toThrow(RangeError);
  expect(() => votesForShareArcsine({ ...plan, alpha: 0 })).toThrow(RangeError);
  expect(() => exactPower(0, plan, "doubled")).toThrow(RangeError);
  expect(() => twoSharePower(0, { p1: 0.5, p2: 0.6, alpha: 0.05 })).toThrow(RangeError);
  expect(() => votesForTwoShares({ p1: 0.5, p2: 0.5, alpha: 0.05, power: 0.8 })).toThrow(
    RangeError,
  );
  expect(() => designEffect(0, 0.1)).toThrow(RangeError);
});
