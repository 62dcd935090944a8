import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Summary } from "@pairlab/domain/summary";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DrawnStudy, drawnStudy } from "../drawn-study.fixture.ts";

let drawn: DrawnStudy;
let state: string;
const exported = () => path.join(drawn.folder, "exported");

beforeAll(async () => {
  drawn = await drawnStudy();
  state = drawn.freshState();
  drawn.pairlab(state, "create", "simulated.study.json");
  drawn.pairlab(state, "open", "made-up");
  drawn.pairlab(state, "simulate", "made-up", "--participants", "5");
  drawn.pairlab(state, "export", "made-up", "--out", exported());
});
afterAll(() => drawn.remove());

test("a study analysed from the database and from its export gives the same bytes", () => {
  const fromDatabase = drawn.run(state, "analyse", "made-up");
  expect(fromDatabase.status).toBe(0);
  const file = path.join(state, "exports/made-up.summary.json");
  expect(fromDatabase.stderr).toBe(`wrote  ${file}\n`);
  const fromFolder = drawn.run(state, "analyse", exported(), "--out", "other.json");
  expect(fromFolder.stdout).toBe(fromDatabase.stdout);
  const text = readFileSync(file, "utf8");
  expect(readFileSync(path.join(drawn.folder, "other.json"), "utf8")).toBe(text);
  const summary = Summary.parse(JSON.parse(text));
  expect(summary.counts).toMatchObject({
    votesPlanned: 72,
    votes: 60,
    leftOut: [{ reason: "never leased", votes: 12 }],
  });
  expect(drawn.run(state, "analyse", "made-up").stderr).toBe(`unchanged  ${file}\n`);
});

test("what is printed says who voted, how much is missing, and each pair with interval and n", () => {
  const { stdout } = drawn.run(state, "analyse", "made-up");
  expect(stdout).toContain("60 of 72 planned votes analysed, 5 simulated raters, 6 prompts");
  expect(stdout).toContain("simulated votes check the harness, not the claim");
  expect(stdout).toContain("preliminary: 60 of 72 planned votes are in");
  expect(stdout.match(/ over .* % \(\d+–\d+ %\) {2}n 10$/gm)).toHaveLength(6);
  expect(stdout).not.toMatch(/NaN|undefined|null|Infinity/);
});

test("--json prints the summary and nothing else", () => {
  const { stdout } = drawn.run(state, "analyse", "made-up", "--json", "--quiet");
  expect(Summary.parse(JSON.parse(stdout)).study.id).toBe("made-up");
});

test("a study or folder that isn't there, and a folder that lacks a file, are named", () => {
  const refused = (words: string[], status: number, message: RegExp) => {
    const done = drawn.run(state, "analyse", ...words);
    expect(done.stderr).toMatch(message);
    expect(done.stderr).toMatch(/^hint {3}.+/m);
    expect([done.status, done.stdout]).toEqual([status, ""]);
  };
  refused(["nobody"], 3, /^error {2}unknown study: nobody\nhint {3}known: made-up$/m);
  refused(["./nowhere"], 3, /^error {2}missing folder: \.\/nowhere$/m);

  const file = path.join(exported(), "votes.csv");
  const votes = readFileSync(file, "utf8");
  writeFileSync(file, votes.replace(/\n(\w+,\w+),(left|right),/, "\n$1,maybe,"));
  refused([exported()], 2, /^error {2}mismatched .*votes\.csv: SHA256SUMS knows another$/m);
  rmSync(path.join(exported(), "SHA256SUMS"));
  refused([exported()], 2, /^error {2}unknown winner: maybe \(votes\.csv line 2\)$/m);
  writeFileSync(file, votes.replace(/\n\w+,\w+,/, "\nred,red,"));
  refused([exported()], 2, /^error {2}unknown pair: red and red \(vote sim-0001\.0\)$/m);
  rmSync(path.join(exported(), "missing.csv"));
  refused([exported()], 3, /^error {2}missing file: .*missing\.csv$/m);
});
