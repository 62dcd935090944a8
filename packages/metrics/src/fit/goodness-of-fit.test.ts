import { readFileSync } from "node:fs";
import path from "node:path";
import { FitDocument } from "@pairlab/domain/fit-document";
import { expect, test } from "vitest";
import { z } from "zod";
import { ByItem, expectClose, golden } from "../golden.fixture.ts";
import { chiSquaredUpperTail } from "../special/chi-squared.ts";
import { csvVotes } from "../votes/read-votes.ts";
import { fitVotes } from "./fit-votes.ts";
import { goldenTable, plainRequest, tableOf } from "./table.fixture.ts";

const fitted = (text: string, change: Partial<typeof plainRequest> = {}) =>
  FitDocument.parse(fitVotes(tableOf(text), { ...plainRequest, ...change }));

test("deviance, its degrees of freedom and its p-value equal R's on four journals", () => {
  const Known = z.object({ deviance: z.number(), dfResidual: z.number(), gofP: z.number() });
  const known = golden(Known, "01-bt-citations/expected.json");
  const { goodness } = fitVotes(goldenTable("01-bt-citations/input.csv"), plainRequest);
  expectClose(goodness?.deviance ?? Number.NaN, known.deviance, 1e-8);
  expect(goodness?.df).toBe(known.dfResidual);
  if (goodness?.p.status !== "ok") throw new Error("no p");
  expectClose(goodness.p.value, known.gofP, 1e-8);
  expect(goodness.residuals.map(({ z: size }) => Math.abs(size))).toEqual(
    goodness.residuals.map(({ z: size }) => Math.abs(size)).sort((one, other) => other - one),
  );
});

test("the deviance of ties with an outcome of their own equals R's on puddings", () => {
  const Known = z.object({ deviance: z.number() });
  const { deviance } = golden(Known, "05-davidson-pudding/expected.json");
  const { goodness } = fitVotes(goldenTable("05-davidson-pudding/input.csv"), {
    ...plainRequest,
    model: "davidson",
  });
  expectClose(goodness?.deviance ?? Number.NaN, deviance, 1e-6);
  expect(goodness?.df).toBe(2 * 15 - 6);
});

test("chi-squared tails equal exact values on both sides of the mean", () => {
  // One and two degrees of freedom in closed form; 18.307 is the tabled 5 % point of ten.
  expectClose(chiSquaredUpperTail(3.841458820694124, 1), 0.05, 1e-12);
  for (const x of [0.1, 1, 5, 40]) expectClose(chiSquaredUpperTail(x, 2), Math.exp(-x / 2), 1e-13);
  expectClose(chiSquaredUpperTail(18.307038053275146, 10), 0.05, 1e-11);
  expect(chiSquaredUpperTail(0, 3)).toBe(1);
  expect(() => chiSquaredUpperTail(-1, 3)).toThrow(RangeError);
});

test("a circle of three is counted among triples with three winners; two items have no triples", () => {
  const counts = "item_i,item_j,wins_i,wins_j\n";
  const circle = fitted(`${counts}a,b,3,1\nb,c,3,1\nc,a,3,1\na,d,3,1\nb,d,3,1\nc,d,2,2\n`);
  expect(circle.goodness?.circles).toMatchObject({
    status: "ok",
    value: { triples: 2, circular: 1, share: 0.5 },
  });
  const pair = fitted(`${counts}a,b,3,1\n`);
  expect(pair.goodness).toMatchObject({
    df: 0,
    p: { status: "insufficient" },
    circles: { status: "insufficient" },
  });
  expect(pair.goodness?.deviance).toBeCloseTo(0, 12);
});

test("by the probit link strengths, errors and likelihood equal statsmodels' Probit", () => {
  const Known = z.object({
    probit: z.object({
      strengthRef: ByItem,
      seRef: ByItem,
      position: z.number(),
      sePosition: z.number(),
      logLik: z.number(),
    }),
  });
  const { probit } = golden(Known, "covariates/expected.json");
  const table = goldenTable("covariates/input.csv");
  const request = { ...plainRequest, link: "probit", position: true, reference: "a" } as const;
  const found = FitDocument.parse(fitVotes(table, { ...request, se: "model" }));
  for (const { id, logStrength, se, elo400 } of found.items) {
    expectClose(Number(logStrength), probit.strengthRef[id] ?? Number.NaN, 1e-9);
    expectClose(Number(se), probit.seRef[id] ?? Number.NaN, 1e-7);
    expect(elo400).toBeUndefined();
  }
  expectClose(found.position?.estimate ?? Number.NaN, probit.position, 1e-9);
  expectClose(Number(found.position?.se), probit.sePosition, 1e-7);
  expectClose(found.logLikelihood ?? Number.NaN, probit.logLik, 1e-10);
  expect(found.options.link).toBe("probit");
});

const Corrected = z.object({
  b: z.number(),
  c: z.number(),
  position: z.number(),
  covariate: z.number(),
});

test.each(["cr2", "cr3"] as const)("%s equals its formula with symmetric roots", (correction) => {
  const Known = z.object({
    logit: z.object({ clusterRaterCR2: Corrected, clusterRaterCR3: Corrected }),
  });
  const { logit } = golden(Known, "covariates/expected.json");
  const known = { cr2: logit.clusterRaterCR2, cr3: logit.clusterRaterCR3 }[correction];
  const columns = ["sharp_left", "sharp_right"];
  const reader = csvVotes({ source: "votes.csv", extras: columns });
  const file = path.resolve(import.meta.dirname, "../../golden/covariates/input.csv");
  reader.push(readFileSync(file));
  const found = fitVotes(reader.end(), {
    ...plainRequest,
    position: true,
    reference: "a",
    se: "rater",
    correction,
    covariates: [{ name: "sharp", columns }],
  });
  expectClose(Number(found.items[1]?.se), known.b, 1e-7);
  expectClose(Number(found.items[2]?.se), known.c, 1e-7);
  expectClose(Number(found.position?.se), known.position, 1e-7);
  expectClose(Number(found.covariates?.[0]?.se), known.covariate, 1e-7);
});

test("of two items cr2 and cr3 raise each cluster by its share of votes, as for a share", () => {
  const rows = ["left,left,left,right", "left,right,right", "right,left", "right,right,left"];
  const votes = rows.flatMap((row, r) => row.split(",").map((winner) => `a,b,${winner},r${r}`));
  const text = `left,right,winner,rater\n${votes.join("\n")}\n`;
  const errorOf = (correction: "cr0" | "cr2" | "cr3") =>
    Number(fitted(text, { correction, se: "rater" }).items[0]?.se);
  const p = 6 / 12;
  const sums = rows.map((row) => {
    const winners = row.split(",");
    return {
      n: winners.length,
      score: winners.reduce((sum, w) => sum + Number(w === "left") - p, 0),
    };
  });
  // The half log odds of a share of p: each score counts 1/(2 n p (1 − p)).
  const known = (power: number) =>
    Math.sqrt(sums.reduce((sum, { n, score }) => sum + score ** 2 / (1 - n / 12) ** power, 0)) /
    (2 * 12 * p * (1 - p));
  expectClose(errorOf("cr0"), known(0), 1e-12);
  expectClose(errorOf("cr2"), known(1), 1e-12);
  expectClose(errorOf("cr3"), known(2), 1e-12);
});

test("where one rater alone compared an item, cr2 is undetermined for what hangs on it, and only for that", () => {
  const rows = [
    "a,b,left,r",
    "a,b,right,r",
    "a,b,left,s",
    "a,b,left,s",
    "a,b,right,t",
    "b,a,right,t",
  ];
  const lone = ["b,c,left,r", "c,b,left,r"];
  const text = `left,right,winner,rater\n${[...rows, ...lone].join("\n")}\n`;
  const found = fitted(text, { correction: "cr2", se: "rater", reference: "a" });
  const [a, b, c] = found.items.map(({ se }) => se);
  expect(a).toBe(0);
  expect(b).toEqual(expect.any(Number));
  expect(c).toMatchObject({ status: "undetermined", reason: expect.stringMatching(/one cluster/) });
});
