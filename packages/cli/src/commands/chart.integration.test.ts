import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { summaryFixture } from "@pairlab/metrics/charts/summary.fixture";
import { afterAll, expect, test } from "vitest";
import { pairlab } from "../pairlab.fixture.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pairlab-chart-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};
const summary = write(
  "summary.json",
  JSON.stringify(summaryFixture({ published: true, ties: true })),
);
const votes = write(
  "votes.csv",
  [
    "left,right,winner,rater,prompt",
    ...Array.from({ length: 60 }, (_, i) => {
      const [left, right] =
        [
          ["one", "two"],
          ["two", "three"],
          ["three", "one"],
        ][i % 3] ?? [];
      return `${left},${right},${i % 7 < 4 ? "left" : "right"},r${i % 5},p${i % 4}`;
    }),
    "",
  ].join("\n"),
);

test("every kind of chart of a summary becomes PNG, SVG and PDF, the same bytes twice", () => {
  const heads = { png: "\u0089PNG", svg: "<?xml", pdf: "%PDF" };
  for (const [kind, format] of [
    ["forest", "png"],
    ["win-matrix", "svg"],
    ["elo", "pdf"],
    ["quality-and-time", "svg"],
    ["flow-of-votes", "png"],
    ["position-bias", "pdf"],
    ["agreement", "svg"],
    ["published", "pdf"],
  ] as const) {
    const words = ["chart", summary, "--kind", kind, "--question", "quality", "--out"];
    const [one, two] = ["one", "two"].map((name) => path.join(folder, `${kind}-${name}.${format}`));
    if (one === undefined || two === undefined) throw new RangeError("no files");
    expect(pairlab(...words, one)).toMatchObject({
      status: 0,
      stderr: "",
      stdout: `wrote  ${one}\n`,
    });
    expect(pairlab(...words, two).status).toBe(0);
    const bytes = readFileSync(one);
    expect(bytes.subarray(0, heads[format].length).toString("latin1")).toBe(heads[format]);
    expect(bytes.equals(readFileSync(two))).toBe(true);
    expect(pairlab(...words, one).stdout).toBe(`unchanged  ${one}\n`);
  }
});

test("--table prints a chart's numbers, --json the table and nothing else", () => {
  const words = ["chart", summary, "--kind", "forest", "--question", "quality", "--table"];
  const { status, stdout } = pairlab(...words);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Pairs, Image quality\n/);
  expect(stdout).toContain("Turbo, 4 steps over LCM, 4 steps");
  const document = JSON.parse(pairlab(...words, "--json").stdout);
  expect(document).toMatchObject({ name: "forest-quality", kind: "forest" });
  expect(document.table.rows).toHaveLength(6);
});

test("a fit becomes a chart of strengths, the reference at 0 without an interval", () => {
  const fitted = pairlab("fit", votes, "--model", "bt", "--reference", "two", "--json");
  const fit = write("fit.json", fitted.stdout);
  const shown = pairlab("chart", fit, "--kind", "strengths", "--table");
  expect(shown.status).toBe(0);
  expect(shown.stdout).toMatch(/^Strengths, Bradley\u2013Terry\n/);
  expect(shown.stdout).toMatch(/two +0, the reference/);
  const elo = write(
    "elo.json",
    pairlab("fit", votes, "--model", "elo", "--orders", "20", "--json").stdout,
  );
  expect(pairlab("chart", elo, "--kind", "strengths", "--table").stdout).toContain(
    "SD over orders (noise)",
  );
});

test("what can't be drawn is one error with a hint and the exit code of its kind", () => {
  const old = write("old.json", JSON.stringify({ ...summaryFixture(), version: 1 }));
  const gaps = write("gaps.json", JSON.stringify(summaryFixture({ gaps: true })));
  const out = path.join(folder, "never.png");
  const rows: [string[], number, RegExp][] = [
    [[summary, "--kind", "forest", "--out", out], 2, /missing --question: the summary has 2/],
    [[summary, "--kind", "forest", "--question", "x", "--out", out], 2, /unknown question: x/],
    [[summary, "--kind", "pie", "--out", out], 2, /unknown --kind: pie/],
    [[summary, "--kind", "strengths", "--out", out], 2, /mismatched --kind/],
    [[summary, "--kind", "agreement"], 2, /missing --out/],
    [[summary, "--kind", "agreement", "--out", `${out}.gif`], 2, /unknown format: never\.png\.gif/],
    [[old, "--kind", "agreement", "--out", out], 2, /version 1 of a summary, this program reads 2/],
    [[gaps, "--kind", "published", "--out", out], 3, /missing numbers/],
    [[votes, "--kind", "forest", "--out", out], 2, /invalid .*votes\.csv: not JSON/],
    [[path.join(folder, "none.json"), "--kind", "elo", "--out", out], 3, /missing file/],
  ];
  for (const [words, status, message] of rows) {
    const done = pairlab("chart", ...words);
    expect(done.stderr).toMatch(message);
    expect([done.status, done.stdout]).toEqual([status, ""]);
    expect(done.stderr.split("\n").filter((line) => /^(error|hint) /.test(line))).toHaveLength(2);
  }
});
