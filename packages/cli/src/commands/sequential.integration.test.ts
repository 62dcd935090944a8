import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { NextPairs } from "@pairlab/domain/next-pairs";
import {
  Evidence,
  GroupSequentialBounds,
  ProbabilityRatio,
  SequentialWatch,
} from "@pairlab/domain/stopping";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { pairlab } from "../pairlab.fixture.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pairlab-sequential-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const golden = path.resolve(import.meta.dirname, "../../../metrics/golden");

function written(name: string, lines: readonly string[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}
function known<S extends z.ZodType>(schema: S, name: string): z.infer<S> {
  return schema.parse(JSON.parse(readFileSync(path.join(golden, name), "utf8")));
}
function json<S extends z.ZodType>(schema: S, ...words: string[]): z.infer<S> {
  const { status, stdout, stderr } = pairlab(...words, "--json", "--quiet");
  if (status !== 0) throw new Error(stderr);
  return schema.parse(JSON.parse(stdout));
}
const close = (ours: number | undefined, theirs: number, tolerance: number) =>
  expect(Math.abs((ours ?? Number.NaN) - theirs)).toBeLessThanOrEqual(
    tolerance * Math.max(1, Math.abs(theirs)),
  );

test("bounds print the known boundaries of a shape and looks", () => {
  const Designs = z.object({
    groupSequential: z.array(
      z.object({
        type: z.string(),
        alphaOneSided: z.number(),
        informationRates: z.array(z.number()),
        criticalZ: z.array(z.number()),
      }),
    ),
  });
  const shapes = { OF: "obrien-fleming", P: "pocock", asOF: "spend-obrien-fleming" };
  const { groupSequential } = known(Designs, "24-sequential/expected-groupseq.json");
  for (const [type, shape] of Object.entries(shapes)) {
    const design = groupSequential.find((one) => one.type === type);
    if (design === undefined) throw new Error(`no design ${type}`);
    const looks = design.informationRates.join(",");
    const words = ["--looks", looks, "--shape", shape, "--alpha", String(design.alphaOneSided)];
    const found = json(GroupSequentialBounds, "sequential", "bounds", ...words);
    for (const [i, theirs] of design.criticalZ.entries())
      close(found.looks[i]?.criticalZ, theirs, 1e-6);
  }
});

test("evidence and ratio print the known answers for wins out of votes", () => {
  const Anytime = z.object({
    betaBinomialMixture: z.array(
      z.object({
        k: z.number(),
        n: z.number(),
        priorA: z.number(),
        logEvalueAtHalf: z.number(),
        confidenceSequence95: z.tuple([z.number(), z.number()]),
      }),
    ),
    sprt: z.array(
      z.object({ p1: z.number(), alpha: z.number(), beta: z.number(), upper: z.number() }),
    ),
  });
  const { betaBinomialMixture, sprt } = known(Anytime, "24-sequential/expected-anytime.json");
  for (const { k, n, priorA, ...theirs } of betaBinomialMixture.slice(0, 4)) {
    const prior = ["--prior-a", String(priorA), "--prior-b", String(priorA)];
    const words = ["--wins", String(k), "--votes", String(n), ...prior];
    const { logEvidence, interval } = json(Evidence, "sequential", "evidence", ...words);
    if (logEvidence.status !== "ok" || interval.status !== "ok") throw new Error("no numbers");
    close(logEvidence.value, theirs.logEvalueAtHalf, 1e-9);
    close(interval.value.lower, theirs.confidenceSequence95[0], 1e-9);
    close(interval.value.upper, theirs.confidenceSequence95[1], 1e-9);
  }
  for (const { p1, alpha, beta, upper } of sprt) {
    const words = ["--p1", String(p1), "--alpha", String(alpha), "--beta", String(beta)];
    close(json(ProbabilityRatio, "sequential", "ratio", ...words).upper, upper, 1e-12);
  }
  expect(json(Evidence, "sequential", "evidence", "--wins", "0", "--votes", "0")).toMatchObject({
    share: { status: "insufficient" },
    interval: { status: "insufficient" },
    logEvidence: { status: "insufficient" },
  });
});

test("watch counts each rater once, however often they voted, and says what it can't cover", () => {
  const rows = Array.from({ length: 40 }, (_, rater) =>
    Array.from({ length: 5 }, (__, vote) => {
      const [left, right] = vote % 2 === 0 ? ["a", "b"] : ["b", "a"];
      const winner = (vote % 2 === 0) === rater % 8 > 0 ? "left" : "right";
      return `${left},${right},${winner},r${rater}`;
    }),
  ).flat();
  const file = written("votes.csv", ["left,right,winner,rater", ...rows]);
  const found = json(
    SequentialWatch,
    "sequential",
    "watch",
    file,
    "--p1",
    "0.6",
    "--target",
    "0.05",
  );
  const [pair] = found.pairs;
  expect(pair).toMatchObject({
    a: "a",
    b: "b",
    raters: { status: "ok", value: { n: 40, mean: 0.875 } },
    votes: { n: 200, wins: 175, notes: [{ code: "iidAssumed" }] },
    ratio: { status: "ok", value: { decision: "p1" } },
  });
  if (pair?.raters.status !== "ok" || pair.votes.interval.status !== "ok")
    throw new Error("no intervals");
  const { lower, upper } = pair.raters.value;
  expect(lower).toBeGreaterThan(0.5);
  expect(upper - lower).toBeGreaterThan(
    pair.votes.interval.value.upper - pair.votes.interval.value.lower,
  );
  expect(found.notes[0]?.text).toMatch(
    /raters and prompts like these together there is no interval/,
  );
  const { stdout } = pairlab("sequential", "watch", file);
  expect(stdout).toMatch(/^ {2}raters: mean 87\.5 % of 40 raters; at any time/m);
});

test("without raters watch says undetermined, and counts have no order in time", () => {
  const plain = written("plain.csv", ["left,right,winner", "a,b,left"]);
  expect(json(SequentialWatch, "sequential", "watch", plain).pairs[0]?.raters.status).toBe(
    "undetermined",
  );
  const counts = written("counts.csv", ["item_i,item_j,wins_i,wins_j", "a,b,3,2"]);
  const refused = pairlab("sequential", "watch", counts);
  expect([refused.status, refused.stderr.split("\n")[0]]).toEqual([
    2,
    "error  invalid votes: counts or weights have no order in time",
  ]);
});

test.each([
  ["invalid --looks: 0.5,0.4", ["bounds", "--looks", "0.5,0.4"]],
  ["invalid --looks: a", ["bounds", "--looks", "a"]],
  ["invalid --wins: 5 of 4 votes", ["evidence", "--wins", "5", "--votes", "4"]],
  ["invalid --p1: 0.5 is --p0 too", ["ratio", "--p1", "0.5"]],
  [
    "invalid --alpha and --beta: they sum to 1",
    ["ratio", "--p1", "0.6", "--alpha", "0.5", "--beta", "0.5"],
  ],
  ["unknown command: sequential often", ["often"]],
])("%s: exit 2", (message, words) => {
  const { status, stderr } = pairlab("sequential", ...words);
  expect([status, stderr.split("\n")[0]]).toEqual([2, `error  ${message}`]);
});

test("next-pairs prints converged gains, the most telling pair first, and a batch that links all", () => {
  const Known = z.object({
    convergedEP: z.object({
      cases: z.array(
        z.object({
          M: z.array(z.array(z.number())),
          posteriorMean: z.array(z.number()),
          eig: z.array(z.array(z.number())),
        }),
      ),
    }),
  });
  const [first] = known(Known, "25-asap-eig/expected.json").convergedEP.cases;
  if (first === undefined) throw new Error("no case");
  const rows = first.M.flatMap((row, i) =>
    row.slice(0, i).map((wins, j) => `m${i},m${j},${wins},${first.M[j]?.[i] ?? 0}`),
  );
  const file = written("matrix.csv", ["item_i,item_j,wins_i,wins_j", ...rows]);
  const found = json(NextPairs, "next-pairs", file);
  if (found.status !== "ok") throw new Error(found.status);
  for (const [i, { mean }] of found.items.entries())
    close(mean, first.posteriorMean[i] ?? Number.NaN, 1e-8);
  const gains = found.pairs.map(({ gain }) => gain);
  expect(gains).toEqual([...gains].sort((one, other) => other - one));
  const theirs = first.eig.flatMap((row, i) => row.slice(0, i)).sort((one, other) => other - one);
  for (const [i, gain] of gains.entries()) close(gain, theirs[i] ?? Number.NaN, 1e-8);
  expect(new Set(found.batch.flatMap(({ a, b }) => [a, b])).size).toBe(5);
  expect(found.batch).toHaveLength(4);
  const none = written("none.csv", ["left,right,winner"]);
  expect(json(NextPairs, "next-pairs", none)).toMatchObject({ status: "insufficient" });
  const many = written("many.csv", [
    "left,right,winner",
    ...Array.from({ length: 61 }, (_, i) => `m${i},m${(i + 1) % 61},left`),
  ]);
  expect(pairlab("next-pairs", many).status).toBe(2);
});
