import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DrawnStudy, drawnStudy } from "../drawn-study.fixture.ts";
import { filesBelow } from "../write-new-folder.ts";

let drawn: DrawnStudy;
let state = "";
let report = "";

const pairlab = (...words: string[]) => drawn.run(state, ...words);
const copyOfReport = (): string => {
  const copy = mkdtempSync(path.join(drawn.folder, "copy-"));
  cpSync(report, copy, { recursive: true });
  return copy;
};

beforeAll(async () => {
  drawn = await drawnStudy();
  state = drawn.freshState();
  mkdirSync(path.join(state, "runs"));
  cpSync(path.join(drawn.folder, "run"), path.join(state, "runs/drawn"), { recursive: true });
  drawn.pairlab(state, "create", "simulated.study.json");
  drawn.pairlab(state, "open", "made-up");
  drawn.pairlab(state, "simulate", "made-up", "--participants", "6", "--seed", "7");
  const made = pairlab("report", "made-up", "--json");
  expect(made.stderr).toBe("");
  report = JSON.parse(made.stdout).folder;
});
afterAll(() => drawn.remove());

test("a report is a folder named by the last vote's day and the study, with all it was made of", () => {
  expect(path.basename(report)).toMatch(/^\d{4}-\d{2}-\d{2}-made-up$/);
  expect(path.dirname(report)).toBe(path.join(state, "reports"));
  const names = filesBelow(report);
  for (const name of [
    "index.html",
    "summary.json",
    "votes.csv",
    "missing.csv",
    "study.json",
    "plan.json",
    "manifest.json",
    "SHA256SUMS",
    "figures/forest-quality.png",
    "figures/win-matrix-following.svg",
    "figures/elo-quality.pdf",
    "figures/flow-of-votes.svg",
    "figures/position-bias.pdf",
    "figures/agreement.png",
    "examples/p0/red.png",
  ])
    expect(names).toContain(name);
  expect(readFileSync(path.join(report, "index.html"), "utf8")).toContain("No people took part.");
  expect(readdirSync(path.join(state, "reports"))).toHaveLength(1);
});

test("making the same report again does nothing and says so", () => {
  const again = pairlab("report", "made-up");
  expect(again.stdout).toContain("holds this report already: nothing to do");
  expect(again.status).toBe(0);
});

test("a report rebuilt from its own folder has the same bytes", () => {
  const checked = pairlab("report", report, "--check");
  expect(checked.stdout).toContain("same bytes");
  expect(checked.status).toBe(0);
});

test("a summary.json in a report's folder gives the same report elsewhere", () => {
  const out = path.join(drawn.folder, "elsewhere");
  expect(pairlab("report", path.join(report, "summary.json"), "--out", out).status).toBe(0);
  for (const name of filesBelow(report))
    expect(readFileSync(path.join(out, name)).equals(readFileSync(path.join(report, name)))).toBe(
      true,
    );
});

test("a check names the first file that differs and where, with exit code 1", () => {
  const edits: [string, (text: string) => string, RegExp][] = [
    ["votes.csv", (text) => text.replace(",left,", ",right,"), /differs: votes\.csv: SHA-256/],
    [
      "summary.json",
      (text) => text.replace('"votes": 72', '"votes": 71'),
      /summary\.json: line \d+: found/,
    ],
    [
      "index.html",
      (text) => text.replace("No people", "Many people"),
      /index\.html: line \d+: found/,
    ],
    ["figures/forest-quality.svg", (text) => `${text} `, /figures\/forest-quality\.svg: line/],
  ];
  for (const [name, edit, message] of edits) {
    const copy = copyOfReport();
    const file = path.join(copy, name);
    writeFileSync(file, edit(readFileSync(file, "utf8")));
    const checked = pairlab("report", copy, "--check");
    expect(checked.stdout).toMatch(message);
    expect(checked.status).toBe(1);
  }
});

test("a check notices a missing and an extra file", () => {
  const copy = copyOfReport();
  rmSync(path.join(copy, "figures/forest-quality.png"));
  expect(pairlab("report", copy, "--check").stdout).toContain(
    "differs: figures/forest-quality.png: missing",
  );
  const other = copyOfReport();
  writeFileSync(path.join(other, "notes.txt"), "");
  expect(pairlab("report", other, "--check").stdout).toContain(
    "notes.txt: isn't part of the report",
  );
});

test("bad input is an error line and a hint, with the exit code of its kind", () => {
  const copy = copyOfReport();
  const summary = path.join(copy, "summary.json");
  writeFileSync(summary, readFileSync(summary, "utf8").replace('"winsA": ', '"winsA": 1'));
  const rows: [string[], number, RegExp][] = [
    [["report", "nobody"], 3, /error {2}unknown study: nobody/],
    [["report", "./nowhere"], 3, /error {2}missing folder/],
    [["report", "./nowhere", "--check"], 3, /error {2}missing folder/],
    [
      ["report", path.join(drawn.folder, "run"), "--check"],
      3,
      /error {2}missing file: .*SHA256SUMS/,
    ],
    [["report", summary], 2, /error {2}mismatched .*summary\.json/],
    [
      ["report", "made-up", "--out", path.join(drawn.folder, "run")],
      4,
      /error {2}duplicate folder/,
    ],
  ];
  for (const [words, status, message] of rows) {
    const done = pairlab(...words);
    expect(done.stderr).toMatch(message);
    expect(done.stderr.split("\n").filter((line) => /^(error|hint) /.test(line))).toHaveLength(2);
    expect(done.status).toBe(status);
    expect(done.stdout).toBe("");
  }
});

test("a study without votes has no report", () => {
  drawn.write("noise.study.json", {
    ...JSON.parse(readFileSync(path.join(drawn.folder, "simulated.study.json"), "utf8")),
    id: "empty",
  });
  drawn.pairlab(state, "create", "noise.study.json");
  const done = pairlab("report", "empty");
  expect(done.stderr).toMatch(/error {2}missing votes: study empty/);
  expect(done.status).toBe(4);
});
