import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { FitDocument, FitsByQuestion } from "@pairlab/domain/fit-document";
import { afterAll, expect, test } from "vitest";
import { pairlab } from "../pairlab.fixture.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pairlab-fit-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const golden = path.resolve(import.meta.dirname, "../../../metrics/golden");

function written(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

function fit(...words: string[]): FitDocument {
  const { status, stdout, stderr } = pairlab("fit", ...words, "--json", "--quiet");
  if (status !== 0) throw new Error(stderr);
  return FitDocument.parse(JSON.parse(stdout));
}

test("fit --json prints one document: R's strengths, relative to the reference", () => {
  const file = path.join(golden, "01-bt-citations/input.csv");
  const found = fit(file, "--model", "bt", "--reference", "Biometrika");
  expect(found).toMatchObject({
    status: "ok",
    model: "bt",
    reference: "Biometrika",
    position: null,
  });
  expect(found.items.map(({ id, logStrength }) => [id, Number(logStrength).toFixed(9)])).toEqual([
    ["Biometrika", "0.000000000"],
    ["Comm Statist", "-2.949072497"],
    ["JASA", "-0.479569770"],
    ["JRSS-B", "0.268954056"],
  ]);
  expect(found.items.map(({ elo400 }) => Number(elo400).toFixed(6))).toEqual([
    "1137.223515",
    "624.917151",
    "1053.913714",
    "1183.945620",
  ]);
});

const votes = [
  "question,left,right,winner,rater,role",
  ...["quality", "match"].flatMap((question) =>
    ["r", "s", "t"].flatMap((rater) => [
      `${question},a,b,left,${rater},trial`,
      `${question},b,a,${rater === "r" ? "left" : "right"},${rater},trial`,
      `${question},a,b,tie,${rater},trial`,
      `${question},a,a,left,${rater},control`,
    ]),
  ),
];

test("several questions and none named, ties and no rule for them, options without effect: exit 2", () => {
  const file = written("votes.csv", `${votes.join("\n")}\n`);
  const refused = (...words: string[]) => {
    const { status, stderr } = pairlab("fit", file, ...words);
    expect(status).toBe(2);
    return stderr.split("\n")[0];
  };
  expect(refused("--model", "bt", "--ties", "half")).toBe(
    "error  invalid votes: 2 questions, and none is named",
  );
  expect(refused("--model", "bt", "--question", "quality")).toBe(
    "error  invalid votes: 3 ties, and --ties doesn't say what they are",
  );
  expect(refused("--model", "bt", "--question", "speed", "--ties", "half")).toBe(
    "error  unknown question: speed",
  );
  expect(refused("--model", "davidson", "--ties", "half", "--question", "match")).toBe(
    "error  invalid --ties: it does nothing here",
  );
  expect(refused("--model", "glicko")).toBe("error  unknown --model: glicko");
  const found = fit(file, "--model", "bt", "--question", "match", "--ties", "half");
  expect(found).toMatchObject({
    n: 9,
    counts: { votes: 9, ties: 3, leftOut: [{ role: "control", votes: 6 }] },
  });
  expect(found.options.se).toBe("rater");
  const words = ["--model", "bt", "--ties", "half", "--by", "question", "--json", "--quiet"];
  const each = FitsByQuestion.parse(JSON.parse(pairlab("fit", file, ...words).stdout));
  expect(each.questions.map(({ question }) => question)).toEqual(["match", "quality"]);
  expect(each.questions[0]?.fit).toEqual(found);
});

test("undetermined and insufficient are results: exit 0, and lines for people say so", () => {
  const { status, stdout } = pairlab(
    "fit",
    path.join(golden, "22-separable/input-chain.csv"),
    "--model",
    "bt",
  );
  expect(status).toBe(0);
  expect(stdout).toContain("bt: undetermined, no common ranking");
  expect(stdout).toContain("component 1 always won against component 2: an infinite difference");
  expect(fit(written("none.csv", "left,right,winner\n"), "--model", "bt")).toMatchObject({
    status: "insufficient",
    have: 0,
    need: 1,
    items: [],
  });
});

// Five votes in the arena schema, by hyparquet-writer 0.17.0; raters are whole numbers.
const parquet =
  "UEFSMRUEFRQVGEwVBBUAAAAKJAEAAABhAQAAAGIVBhUKFQ5cFQoVABUKFRAVBBUAAAADHwMIAQMKFQQVFBUYTBUEFQAAAAokAQAAAGIBAAAAYRUGFQoVDlwVChUAFQoVEBUEFQAAAAMfAwgBAwoVBhVqFUxcFQoVABUKFQAVBBUAAAADHzMoBwAAAG1vZGVsX2FSCwBIYgMAAAB0aWUHAAAAbW9kZWxfYRUGFSwVMFwVChUAFQoVABUEFQAAAAMfFEwBAAAAAgAAAAEAAAACAAAAAwAAABUEGVxIBHJvb3QVCAAVDCUCGAdtb2RlbF9hJQAAFQwlAhgHbW9kZWxfYiUAABUMJQIYBndpbm5lciUAABUCJQIYBXJhdGVyABYKGRwZTCYIHBUMGSUAEBkYB21vZGVsX2EVAhYKFmIWaiY6JggcNgAoAWIYAWEAGSwVBBUAFQIAFQYVEBUCAAAAJnIcFQwZJQAQGRgHbW9kZWxfYhUCFgoWYhZqJqQBJnIcNgAoAWIYAWEAGSwVBBUAFQIAFQYVEBUCAAAAJtwBHBUMGRUAGRgGd2lubmVyFQIWChaUARZ2JtwBPDYAKAN0aWUYB21vZGVsX2EAGRwVBhUAFQIAAAAm0gIcFQIZFQAZGAVyYXRlchUCFgoWVhZaJtICPDYAKAQDAAAAGAQBAAAAABkcFQYVABUCAAAAFq4DFgo2pAMAKAloeXBhcnF1ZXQZTBwAABwAABwAABwAAABaAQAAUEFSMQ==";

// The same five votes by pyarrow 22, compressed with gzip.
const gzipped =
  "UEFSMRUEFRQVOEwVBBUAEgAAH4sIAAAAAAACA2NkYGBIZAQSSQBz9jxRCgAAABUAFRIVOiwVChUQFQYVBhwAAAAfiwgAAAAAAAIDY2JgYOBiZGTmAgAGk8nwCQAAABUEFRQVOEwVBBUAEgAAH4sIAAAAAAACA2NkYGBIYgQSiQBn1aFOCgAAABUAFRIVOiwVChUQFQYVBhwAAAAfiwgAAAAAAAIDY2JgYOBiZGTmAgAGk8nwCQAAABUEFToVUEwVBhUAEgAAH4sIAAAAAAACA2NnYGDIzU9JzYlPZIczk5iBzJLMVABQbIESHQAAABUAFRQVPCwVChUQFQYVBhwAAAAfiwgAAAAAAAIDY2JgYOBiZGKewAAAVU6KogoAAAAVBBUwFThMFQYVABIAAB+LCAAAAAAAAgNjZIAAJijNDKUBh43LKxgAAAAVABUUFTwsFQoVEBUGFQYcAAAAH4sIAAAAAAACA2NiYGDgYmRidmECAGIv0KkKAAAAFQQZXDUAGAZzY2hlbWEVCAAVDCUCGAdtb2RlbF9hJQBMHAAAABUMJQIYB21vZGVsX2IlAEwcAAAAFQwlAhgGd2lubmVyJQBMHAAAABUEJQIYBXJhdGVyABYKGRwZTCYAHBUMGTUABhAZGAdtb2RlbF9hFQQWChZoFrQBJlwmCCksFQQVABUCABUAFRAVAgA8FgoZBhkmAAoAAAAmABwVDBk1AAYQGRgHbW9kZWxfYhUEFgoWaBa0ASaQAia8ASksFQQVABUCABUAFRAVAgA8FgoZBhkmAAoAAAAmABwVDBk1AAYQGRgGd2lubmVyFQQWChaQARbOASbcAybwAiksFQQVABUCABUAFRAVAgA8Fj4ZBhkmAAoAAAAmABwVBBk1AAYQGRgFcmF0ZXIVBBYKFoYBFrYBJpIFJr4EKSwVBBUAFQIAFQAVEBUCADwpBhkmAAoAAAAW5gMWCiYIFuwFACggcGFycXVldC1jcHAtYXJyb3cgdmVyc2lvbiAyNi4wLjEZTBwAABwAABwAABwAAACRAQAAUEFSMQ==";

test("CSV, JSONL and Parquet of the same votes give the same document", () => {
  const rows = [
    ["a", "b", "model_a", 1],
    ["b", "a", "model_a", 2],
    ["a", "b", "model_b", 1],
    ["b", "a", "tie", 2],
    ["a", "b", "model_a", 3],
  ];
  const header = ["model_a", "model_b", "winner", "rater"];
  const csv = written("arena.csv", [header, ...rows].map((row) => `${row.join()}\r\n`).join(""));
  const records = rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])));
  const jsonl = written("arena.jsonl", records.map((record) => JSON.stringify(record)).join("\n"));
  const columns = written("arena.parquet", Buffer.from(parquet, "base64"));
  const found = fit(csv, "--model", "davidson");
  expect(found).toMatchObject({ status: "ok", n: 5, counts: { ties: 1, raters: 3 } });
  expect(fit(jsonl, "--model", "davidson")).toEqual(found);
  expect(fit(columns, "--model", "davidson")).toEqual(found);
  const packed = written("packed.parquet", Buffer.from(gzipped, "base64"));
  expect(fit(packed, "--model", "davidson")).toEqual(found);
  const damaged = Buffer.from(gzipped, "base64").fill(0, 40, 60);
  expect(pairlab("fit", written("cut.parquet", damaged), "--model", "bt").status).toBe(2);
  const { status, stderr } = pairlab("fit", written("no.parquet", "a,b"), "--model", "bt");
  expect(status).toBe(2);
  expect(stderr).toContain("no.parquet: not Parquet");
  expect(pairlab("fit", path.join(folder, "absent.csv"), "--model", "bt").status).toBe(3);
  expect(pairlab("fit", path.join(folder, "absent.parquet"), "--model", "bt").status).toBe(3);
});

test("--covariate fits what a column, or the difference of two, adds for the left, beside strengths without it", () => {
  const file = path.join(golden, "covariates/input.csv");
  const words = ["--model", "bt", "--reference", "a", "--se", "model"];
  const found = fit(file, ...words, "--covariate", "sharp_left,sharp_right", "--position-effect");
  // statsmodels 0.15.0, Logit.
  expect(
    found.covariates?.map(({ estimate, se }) => [
      Number(estimate).toFixed(9),
      Number(se).toFixed(7),
    ]),
  ).toEqual([["0.883100543", "0.3388976"]]);
  expect(found.items[2]?.logStrength).toBeCloseTo(-1.13680739178, 9);
  expect(found.items[2]?.unadjusted).not.toBeCloseTo(-1.1368, 2);
  const { stdout } = pairlab("fit", file, ...words, "--covariate", "sharp_left");
  expect(stdout).toMatch(
    /^sharp_left \(each 2\.\d+\) adds -?\d\.\d{4} ± \d\.\d{4} to the left's log odds$/m,
  );
  const refused = (...more: string[]) => {
    const { status, stderr } = pairlab("fit", file, "--model", "bt", ...more);
    return [status, stderr.split("\n")[0]];
  };
  expect(refused("--covariate", "blur")[1]).toMatch(/^error {2}missing column: blur \(.*line 1\)/);
  expect(refused("--covariate", "a,b,c")).toEqual([2, "error  invalid --covariate: a,b,c"]);
  const twice = ["--covariate", "sharp_left", "--covariate", "sharp_left"];
  expect(refused(...twice)).toEqual([2, "error  duplicate --covariate: sharp_left"]);
  expect(refused("--covariate", "prompt")[1]).toMatch(/^error {2}invalid prompt: p\d is no number/);
  expect(refused("--covariate", "sharp_left", "--bootstrap", "20")[1]).toBe(
    "error  invalid --bootstrap: it does nothing here",
  );
});

test.each([
  ["a folder", () => folder, /is a folder/],
  ["a weight whose square is no number", () => file("w", "1e308"), /invalid weight: 1e308/],
  ["a weight that is nearly 0", () => file("w", "1e-320"), /invalid weight: 1e-320/],
  ["more games than Elo plays", () => file("counts", "9007199254740992"), /games, Elo plays/],
])("%s is one error, exit 2", (_, source, message) => {
  const { status, stderr } = pairlab("fit", source(), "--model", "elo");
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
});

/** One vote of this weight, or one count of it. */
const file = (kind: "w" | "counts", amount: string): string =>
  kind === "w"
    ? written("weight.csv", `left,right,winner,weight\na,b,left,${amount}\n`)
    : written("counts.csv", `item_i,item_j,wins_i,wins_j\na,b,${amount},1\n`);

test("parts that never met have strengths by a ghost or a ridge, and no common status", () => {
  const disconnected = path.join(golden, "21-disconnected/input.csv");
  const found = fit(disconnected, "--model", "bt", "--regularise", "ridge");
  expect(found).toMatchObject({
    status: "undetermined",
    components: [
      ["A", "B", "C"],
      ["D", "E", "F"],
    ],
    items: [{ id: "A", se: { status: "undetermined" } }, {}, {}, {}, {}, { component: 1 }],
  });
  // Case 21: R.
  expect(found.items[0]?.logStrength).toBeCloseTo(0.629892697653729, 7);
  const chain = path.join(golden, "22-separable/input-chain.csv");
  const weak = fit(chain, "--model", "bt", "--regularise", "ridge", "--amount", "0.01");
  expect(weak.items[0]?.logStrength).toBeCloseTo(4.67291147913277, 7);
  expect(weak.options).toMatchObject({ regularise: "ridge", amount: 0.01 });
});

test("two-way errors may be had as they come; a variance below 0 is undetermined", () => {
  // Raters lean one way each, prompts even it out: by rater plus by prompt less by cell.
  const rows = ["a,b,left,r1,p1", "a,b,right,r1,p2", "a,b,right,r2,p1", "a,b,left,r2,p2"];
  const crossed = written(
    "crossed.csv",
    `left,right,winner,rater,prompt\n${rows.map((row) => `${row}\n`).join("")}`,
  );
  const words = ["--model", "bt", "--se", "two-way", "--se-correction", "cr0"];
  expect(fit(crossed, ...words).notes.map(({ code }) => code)).toEqual(["varianceFloored"]);
  expect(fit(crossed, ...words, "--no-se-floor")).toMatchObject({
    items: [{ se: { status: "undetermined", reason: expect.stringContaining("below 0") } }, {}],
    options: { seFloor: false },
    notes: [],
  });
  for (const idle of [["--no-se-floor"], ["--amount", "2"]])
    expect(pairlab("fit", crossed, "--model", "bt", ...idle).stderr).toContain(
      `invalid ${idle[0]}: it does nothing here`,
    );
});
