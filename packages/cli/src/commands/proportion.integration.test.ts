import { readFileSync } from "node:fs";
import path from "node:path";
import {
  PairedProportions,
  Proportion,
  ProportionDifference,
  ProportionSize,
} from "@pairlab/domain/proportion";
import { expect, test } from "vitest";
import { z } from "zod";
import { pairlab } from "../pairlab.fixture.ts";

const golden = path.resolve(import.meta.dirname, "../../../metrics/golden");
const Ends = z.tuple([z.number(), z.number()]);

function known<S extends z.ZodType>(schema: S, name: string): z.infer<S> {
  return schema.parse(JSON.parse(readFileSync(path.join(golden, name), "utf8")));
}

function proportion<S extends z.ZodType>(schema: S, name: string, options: object): z.infer<S> {
  const words = Object.entries(options).flatMap(([option, value]) => [`--${option}`, `${value}`]);
  const { status, stdout, stderr } = pairlab("proportion", name, ...words, "--json", "--quiet");
  if (status !== 0) throw new Error(stderr);
  return schema.parse(JSON.parse(stdout));
}

function present<T>(found: { status: string; value?: T }): T {
  if (found.value === undefined) throw new Error(found.status);
  return found.value;
}

function expectEnds(
  { lower, upper }: { lower: number; upper: number },
  [low, high]: [number, number],
): void {
  expect(lower).toBeCloseTo(low, 9);
  expect(upper).toBeCloseTo(high, 9);
}

test("one prints the seven known intervals and the known exact tests", () => {
  const Case = z.object({
    x: z.int(),
    n: z.int(),
    conf: z.number(),
    wilson: Ends,
    wilsonCC: Ends,
    clopperPearson: Ends,
    jeffreys: Ends,
    jeffreysUnadjusted: Ends,
    agrestiCoull: Ends,
    wald: Ends,
  });
  const [first] = known(z.object({ cases: z.array(Case) }), "11-proportion-ci/expected.json").cases;
  if (first === undefined) throw new Error("no case");
  const { x, n, conf, ...ends } = first;
  const found = proportion(Proportion, "one", { wins: x, votes: n, level: conf });
  const { wilsonContinuity, ...same } = present(found.intervals);
  expectEnds(wilsonContinuity, ends.wilsonCC);
  for (const name of Object.keys(same) as (keyof typeof same)[]) expectEnds(same[name], ends[name]);
  const approval = proportion(Proportion, "one", { wins: 682, votes: 925, p0: 0.75 });
  expect(present(approval.test).minimumLikelihood).toBeCloseTo(0.382491559574852, 12);
  expect(found.notes.map(({ code }) => code)).toEqual(["iidAssumed"]);
});

test("two and paired print the known differences and tests", () => {
  const Known = z.object({
    independent: z.array(
      z.object({
        x1: z.int(),
        n1: z.int(),
        x2: z.int(),
        n2: z.int(),
        newcombe: Ends,
        fisherP: z.number(),
        pooledZp: z.number().nullable(),
      }),
    ),
    paired: z.array(
      z.object({ a: z.int(), b: z.int(), c: z.int(), d: z.int(), newcombePaired: Ends }),
    ),
  });
  const { independent, paired } = known(Known, "12-proportion-difference/expected.json");
  const [one] = independent;
  const [twice] = paired;
  if (one === undefined || twice === undefined) throw new Error("no case");
  const two = proportion(ProportionDifference, "two", {
    "wins-a": one.x1,
    "votes-a": one.n1,
    "wins-b": one.x2,
    "votes-b": one.n2,
  });
  expectEnds(present(two.intervals).newcombe, one.newcombe);
  expect(present(two.fisherP)).toBeCloseTo(one.fisherP, 10);
  expect(present(two.pooled).p).toBeCloseTo(one.pooledZp ?? Number.NaN, 10);
  const { a: both, b: first, c: second, d: neither } = twice;
  const found = proportion(PairedProportions, "paired", { both, first, second, neither });
  expectEnds(present(found.newcombe), twice.newcombePaired);
  const same = { both: 0, first: 0, second: 0, neither: 7 };
  expect(proportion(PairedProportions, "paired", same).mcnemar).toMatchObject({
    chiSquare: { status: "undetermined" },
    exact: 1,
  });
});

test("size prints the known numbers of votes, and what a clustered study needs", () => {
  const found = proportion(ProportionSize, "size", {
    p1: 0.55,
    votes: 783,
    "per-cluster": 20,
    icc: 0.05,
  });
  // Case 23: R's power.prop.test and pwr, and enumeration.
  expect(found.oneSample.normal).toBeCloseTo(782.525955210292, 8);
  expect(found.atVotes?.exact.doubled).toBeCloseTo(0.788536694186309, 8);
  expect(found.twoSamples.normal).toBeCloseTo(1564.67205277495, 8);
  expect(found.twoSamples.arcsine).toBeCloseTo(1564.52900856952, 2);
  expect(found.clustered).toMatchObject({ votes: 1527 });
  const exact = proportion(ProportionSize, "size", { p1: 0.6 }).exact;
  expect(present(exact)).toEqual({ first: 199, throughout: 210 });
});

test("no votes are insufficient, and what can't be is one error, exit 2", () => {
  const none = proportion(Proportion, "one", { wins: 0, votes: 0 });
  expect([none.share, none.intervals, none.test].map(({ status }) => status)).toEqual([
    "insufficient",
    "insufficient",
    "insufficient",
  ]);
  const empty = { "wins-a": 0, "votes-a": 0, "wins-b": 1, "votes-b": 2 };
  expect(proportion(ProportionDifference, "two", empty).fisherP.status).toBe("insufficient");
  const nothing = { both: 0, first: 0, second: 0, neither: 0 };
  expect(proportion(PairedProportions, "paired", nothing).newcombe.status).toBe("insufficient");
  const refused = (message: string, ...words: string[]): void => {
    const { status, stderr } = pairlab("proportion", ...words);
    expect([status, stderr.split("\n")[0]]).toEqual([2, `error  ${message}`]);
  };
  refused("invalid --wins: 5 of 4 votes", "one", "--wins", "5", "--votes", "4");
  refused("invalid --wins: 0.5", "one", "--wins", "0.5", "--votes", "4");
  refused("invalid --p1: 0.5 is --p0 too", "size", "--p1", "0.5");
  refused("missing --per-cluster or --icc", "size", "--p1", "0.6", "--icc", "0.1");
  refused("unknown command: proportion three", "three");
});
