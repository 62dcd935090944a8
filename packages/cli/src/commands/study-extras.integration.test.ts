import { readFileSync } from "node:fs";
import path from "node:path";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type DrawnStudy,
  drawnPlan,
  drawnStudy,
  drawnStudyDocument,
} from "../drawn-study.fixture.ts";

let drawn: DrawnStudy;
let state: string;
beforeAll(async () => {
  drawn = await drawnStudy();
  state = drawn.freshState();
  const extras = { checks: 2, repeats: 1, samePicture: 1, wrongPrompt: 1 };
  drawn.write("extras.plan.json", { ...drawnPlan, extras });
  const file = drawn.write("extras.json", {
    ...drawnStudyDocument,
    ...{ id: "extras", mode: "simulated", plan: "extras.plan.json" },
  });
  for (const words of [
    ["create", file],
    ["open", "extras"],
    ["simulate", "extras", "--participants", "6"],
  ])
    expect(drawn.pairlab(state, ...words).status).toBe(0);
});
afterAll(() => drawn.remove());

const records = (text: string) => {
  const [header = "", ...lines] = text.trimEnd().split("\n");
  return lines.map((line) =>
    Object.fromEntries(line.split(",").map((value, i) => [header.split(",")[i] ?? "", value])),
  );
};

test("the design with checks, repeats and controls is verified, and each promise about them is printed", () => {
  const done = drawn.pairlab(state, "design", "extras", "--verify");
  expect(done.status).toBe(0);
  expect(done.stdout).toContain("checks a form, off the plan");
  expect(done.stdout).toContain("verified: the plan compiles to the same bytes");
});

test("an export names every vote's role, counts failed checks, and misses no planned vote", () => {
  const out = path.join(state, "export");
  expect(drawn.pairlab(state, "export", "extras", "--out", out).status).toBe(0);
  const read = (name: string) => records(readFileSync(path.join(out, name), "utf8"));
  const votes = read("votes.csv");
  const roles = (role: string) => votes.filter((vote) => vote.role === role).length;
  expect(["trial", "check", "repeat", "control"].map(roles)).toEqual([72, 12, 6, 12]);
  expect(read("missing.csv")).toEqual([]);
  const sessions = read("sessions.csv");
  expect(sessions.map(({ checks }) => checks)).toEqual(Array(6).fill("2"));
  const failed = sessions.reduce((sum, session) => sum + Number(session.checks_failed), 0);
  expect(failed).toBeLessThan(4); // answered as told in 98 of 100
});

test("ratings are made of planned trials alone", () => {
  const fitted = drawn.run(
    state,
    ...["fit", path.join(state, "export/votes.csv"), "--model", "bt", "--question", "quality"],
    "--json",
  );
  expect(JSON.parse(fitted.stdout)).toMatchObject({
    n: 36,
    counts: {
      leftOut: [
        { role: "check", votes: expect.any(Number) },
        { role: "control", votes: expect.any(Number) },
        { role: "repeat", votes: expect.any(Number) },
      ],
    },
  });
  const analysed = drawn.run(state, "analyse", "extras", "--json");
  expect(analysed.stderr).not.toMatch(/error/);
  expect(JSON.parse(analysed.stdout)).toMatchObject({ counts: { votes: 72, votesPlanned: 72 } });
});

test("the documents alone compile to the design the database holds; a line a form; no file is written over", () => {
  const json = (...words: string[]) =>
    JSON.parse(drawn.pairlab(state, "design", ...words, "--json").stdout);
  const fromDocuments = json("extras.json", "--out", path.join(state, "forms.jsonl"));
  const { sha256, margins } = json("extras", "--verify");
  expect(fromDocuments).toMatchObject({ forms: 6, sha256, margins });
  const lines = readFileSync(path.join(state, "forms.jsonl"), "utf8").trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).index)).toEqual([0, 1, 2, 3, 4, 5]);
  const again = ["design", "extras.json", "--out", path.join(state, "forms.jsonl")];
  drawn.expectRefusal(state, again, 4, /duplicate file: .*forms.jsonl/);
  drawn.expectRefusal(state, ["design", "extras", "--out", "x"], 2, /invalid --out/);
});

test("a skipped check is in no count: sessions.csv and summary.json agree", async () => {
  const database = await prepareDatabase(path.join(state, "pairlab.db"));
  const check = await database.trial.findFirstOrThrow({
    where: { studyId: "extras", formIndex: 0, role: "check" },
  });
  const given = await database.answer.findFirstOrThrow({
    where: { trialIndex: check.trialIndex, session: { lease: { formIndex: 0 } } },
  });
  const { seq: _given, ...answer } = given;
  const skipped = { answerId: "skipped", revision: answer.revision + 1, choice: "skip" };
  await database.answer.create({ data: { ...answer, ...skipped } });
  await database.$disconnect();
  const out = path.join(state, "export-skipped");
  expect(drawn.pairlab(state, "export", "extras", "--out", out).status).toBe(0);
  const sessions = records(readFileSync(path.join(out, "sessions.csv"), "utf8"));
  expect(sessions.map(({ checks }) => checks)).toEqual(["1", "2", "2", "2", "2", "2"]);
  const failed = sessions.reduce((sum, session) => sum + Number(session.checks_failed), 0);
  const { attention } = JSON.parse(drawn.run(state, "analyse", "extras", "--json").stdout);
  expect(attention.checks).toMatchObject({ answered: 11, failed });
});
