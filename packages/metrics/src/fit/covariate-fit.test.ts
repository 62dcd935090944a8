import { readFileSync } from "node:fs";
import path from "node:path";
import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import { FitDocument } from "@pairlab/domain/fit-document";
import { createRng } from "@pairlab/domain/random";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { ByItem, expectClose, golden } from "../golden.fixture.ts";
import { csvVotes } from "../votes/read-votes.ts";
import { fitVotes } from "./fit-votes.ts";
import { plainRequest } from "./table.fixture.ts";

function votes(text: string, extras: readonly string[]) {
  const reader = csvVotes({ source: "votes.csv", extras });
  reader.push(new TextEncoder().encode(text));
  return reader.end();
}

const sharpness = { name: "sharpness", columns: ["sharp_left", "sharp_right"] };
const withX = { ...plainRequest, covariates: [{ name: "x", columns: ["x"] }] };
const fileOf = (rows: readonly string[]): string =>
  ["left,right,winner,rater,prompt,x", ...rows, ""].join("\n");
const fitted = (rows: readonly string[], change: Partial<typeof plainRequest> = {}) =>
  FitDocument.parse(fitVotes(votes(fileOf(rows), ["x"]), { ...withX, ...change }));

test("strengths, effects, errors and likelihood equal statsmodels', also clustered by rater", () => {
  const Known = z.object({
    logit: z.object({
      logStrengthRef: ByItem,
      seRef: ByItem,
      position: z.number(),
      sePosition: z.number(),
      covariate: z.number(),
      seCovariate: z.number(),
      logLik: z.number(),
      scale: z.number(),
      clusterRaterCR0: z.object({
        b: z.number(),
        c: z.number(),
        position: z.number(),
        covariate: z.number(),
      }),
    }),
  });
  const { logit } = golden(Known, "covariates/expected.json");
  const file = path.resolve(import.meta.dirname, "../../golden/covariates/input.csv");
  const table = votes(readFileSync(file, "utf8"), sharpness.columns);
  const request = { ...plainRequest, position: true, reference: "a", covariates: [sharpness] };
  const found = fitVotes(table, { ...request, se: "model" });
  const [effect] = found.covariates ?? [];
  for (const { id, logStrength, se } of found.items) {
    expectClose(Number(logStrength), logit.logStrengthRef[id] ?? Number.NaN, 1e-9);
    expectClose(Number(se), logit.seRef[id] ?? Number.NaN, 1e-7);
  }
  expectClose(Number(effect?.estimate), logit.covariate, 1e-9);
  expectClose(Number(effect?.se), logit.seCovariate, 1e-7);
  expectClose(effect?.scale ?? Number.NaN, logit.scale, 1e-12);
  expectClose(found.position?.estimate ?? Number.NaN, logit.position, 1e-9);
  expectClose(Number(found.position?.se), logit.sePosition, 1e-7);
  expectClose(found.logLikelihood ?? Number.NaN, logit.logLik, 1e-9);
  const clustered = fitVotes(table, { ...request, se: "rater", correction: "cr0" });
  const theirs = logit.clusterRaterCR0;
  expectClose(Number(clustered.items[1]?.se), theirs.b, 1e-7);
  expectClose(Number(clustered.items[2]?.se), theirs.c, 1e-7);
  expectClose(Number(clustered.position?.se), theirs.position, 1e-7);
  expectClose(Number(clustered.covariates?.[0]?.se), theirs.covariate, 1e-7);
});

/** Votes of four items whose left side gains `effect` for each unit of x, some of them ties. */
function planted(count: number, effect: number, { grid = false } = {}): string[] {
  const rng = createRng(9, "planted covariate");
  const strengths = [0.9, 0.3, -0.2, -1];
  return Array.from({ length: count }, () => {
    const left = rng.below(4);
    const right = (left + 1 + rng.below(3)) % 4;
    // Better items are sharper: without the covariate their strength takes its credit.
    const x = (grid ? rng.below(5) - 2 : 4 * rng.float() - 2) + (right - left) / 2;
    const d = at(strengths, left) - at(strengths, right) + effect * x;
    const decisive = rng.float() < 1 / (1 + Math.exp(-d)) ? "left" : "right";
    const winner = rng.float() < 0.15 ? "tie" : decisive;
    return `m${left},m${right},${winner},r${rng.below(20)},p${rng.below(30)},${x}`;
  });
}

test.each(["bt", "davidson", "rao-kupper"] as const)(
  "%s recovers a planted effect and the strengths behind it, which differ from those without",
  (model) => {
    const ties = model === "bt" ? "drop" : undefined;
    const found = fitted(planted(6000, 0.8), { model, ties, se: "model" });
    const [effect] = found.covariates ?? [];
    const [estimate, se] = [Number(effect?.estimate), Number(effect?.se)];
    const unit = model === "bt" ? 1 : estimate / (0.8 * (effect?.scale ?? 1));
    // Models of ties that aren't quite true scale strengths and effects alike.
    expect(Math.abs(unit - 1)).toBeLessThan(0.35);
    expect(Math.abs(estimate / (effect?.scale ?? 1) / unit - 0.8)).toBeLessThan((4 * se) / unit);
    const known = [0.9, 0.3, -0.2, -1];
    for (const [i, { logStrength, unadjusted, se: error }] of found.items.entries()) {
      expect(Math.abs(Number(logStrength) / unit - at(known, i))).toBeLessThan(5 * Number(error));
      expect(Math.abs(Number(unadjusted) - Number(logStrength))).toBeGreaterThan(0.02);
    }
  },
);

test("swapping all sides changes the sign of the side effect and of nothing else", () => {
  const rows = planted(800, 0.5);
  const words: Record<string, string> = { left: "right", right: "left", tie: "tie" };
  const swapped = rows.map((row) => {
    const [left, right, winner = "", rater, prompt, x] = row.split(",");
    return [right, left, words[winner], rater, prompt, -Number(x)].join(",");
  });
  const options = { model: "davidson", position: true, se: "rater" } as const;
  const [one, other] = [fitted(rows, options), fitted(swapped, options)];
  for (const [i, { logStrength, se }] of one.items.entries()) {
    expectClose(Number(other.items[i]?.logStrength), Number(logStrength), 1e-9);
    expectClose(Number(other.items[i]?.se), Number(se), 1e-9);
  }
  expectClose(Number(other.covariates?.[0]?.estimate), Number(one.covariates?.[0]?.estimate), 1e-9);
  expectClose(other.position?.estimate ?? 0, -(one.position?.estimate ?? 0), 1e-9);
});

test("votes that share a cell and votes apart give the same fit", () => {
  const rows = planted(900, 0.6, { grid: true });
  // A hair's breadth apart no two votes share a cell.
  const apart = rows.map((row, i) => row.replace(/[^,]+$/, (x) => `${Number(x) + i * 1e-13}`));
  const options = { ties: "half", se: "two-way" } as const;
  const [one, other] = [fitted(rows, options), fitted(apart, options)];
  for (const [i, { logStrength, se }] of one.items.entries()) {
    expectClose(Number(other.items[i]?.logStrength), Number(logStrength), 1e-9);
    expectClose(Number(other.items[i]?.se), Number(se), 1e-9);
  }
});

test("a column that strengths or others explain is undetermined and named; the rest is as without it", () => {
  const own = ["1", "2", "4", "8"];
  const rows = planted(400, 0.3).map((row) => {
    const [left = "", right = ""] = row.split(",");
    const size = Number(own[Number(left[1])]) - Number(own[Number(right[1])]);
    return `${row},${size},0`;
  });
  const text = `left,right,winner,rater,prompt,x,size,none\n${rows.join("\n")}\n`;
  const columns = (names: readonly string[]) => names.map((name) => ({ name, columns: [name] }));
  const found = fitVotes(votes(text, ["x", "size", "none"]), {
    ...plainRequest,
    ties: "half",
    covariates: columns(["size", "x", "none"]),
  });
  expect(found.status).toBe("ok");
  expect(found.covariates).toMatchObject([
    { name: "size", estimate: { status: "undetermined" }, se: { status: "undetermined" } },
    { name: "x" },
    { name: "none", scale: 0, estimate: { status: "undetermined" } },
  ]);
  const alone = fitted(planted(400, 0.3), { ties: "half" });
  expectClose(
    Number(found.covariates?.[1]?.estimate),
    Number(alone.covariates?.[0]?.estimate),
    1e-9,
  );
});

test("a covariate that foretells every vote is infinite, with its direction, beside strengths without it", () => {
  const rows = planted(300, 0.5).map((row) => {
    const [left, right, , rater, prompt, x] = row.split(",");
    return [left, right, Number(x) > 0 ? "right" : "left", rater, prompt, x].join(",");
  });
  const found = FitDocument.parse(fitted(rows));
  expect(found.status).toBe("undetermined");
  expect(found.reason).toMatch(/^an effect is infinite: x/);
  expect(found.covariates).toMatchObject([{ name: "x", estimate: { kind: "infinite", sign: -1 } }]);
  for (const item of found.items) {
    expect(item.logStrength).toBeUndefined();
    expect(item.unadjusted).toEqual(expect.any(Number));
  }
});

test("a value that is no number is an error, an empty one with its line", () => {
  const refusal = (rows: string[]): string => {
    try {
      fitted(rows);
    } catch (error) {
      if (error instanceof KnownError) return error.message;
      throw error;
    }
    return "nothing was refused";
  };
  const good = "a,b,left,r,p,1";
  expect(refusal([good, "b,a,left,r,p,tall"])).toBe("invalid x: tall is no number");
  expect(refusal([good, "b,a,left,r,p,"])).toMatch(/x.*line 3/);
  expect(() => votes(fileOf([good]), ["y"])).toThrow("missing column: y (votes.csv line 1)");
});

const pair = fc.record({
  left: fc.integer({ min: 0, max: 2 }),
  right: fc.integer({ min: 0, max: 2 }),
  winner: fc.constantFrom("left", "right", "tie"),
  x: fc.integer({ min: -2, max: 2 }),
});

test("of few votes an effect settles, is infinite or is aliased; hardly ever is there no word for it", () => {
  const kinds = new Map<string, number>();
  const kindOf = ({ status, covariates }: FitDocument): string => {
    const estimate = covariates?.[0]?.estimate;
    if (typeof estimate === "number") expect(Math.abs(estimate)).toBeLessThan(60);
    if (typeof estimate !== "object") return status;
    return "kind" in estimate ? "infinite" : status;
  };
  const drawnRows = fc.array(pair, { minLength: 6, maxLength: 30 });
  fc.assert(
    fc.property(drawnRows, fc.boolean(), (drawn, position) => {
      const rows = drawn
        .filter(({ left, right }) => left !== right)
        .map((v, i) => `m${v.left},m${v.right},${v.winner},r${i % 3},p${i},${v.x}`);
      const kind = kindOf(fitted(rows, { ties: "half", position, se: "model" }));
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }),
    { numRuns: 1000, seed: 3 },
  );
  expect([...kinds.keys()]).toEqual(expect.arrayContaining(["infinite", "ok", "undetermined"]));
  expect(kinds.get("failed") ?? 0).toBeLessThanOrEqual(5);
});
