import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { readStudyVotes } from "@pairlab/db/read-study";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DrawnStudy, drawnStudy } from "../drawn-study.fixture.ts";

let drawn: DrawnStudy;
beforeAll(async () => {
  drawn = await drawnStudy();
});
afterAll(() => drawn.remove());

test("simulated votes are the same bytes for the same seed, and are written once", () => {
  const exports = [7, 7, 8].map((seed, index) => {
    const state = drawn.freshState();
    drawn.pairlab(state, "create", "simulated.study.json");
    drawn.pairlab(state, "open", "made-up");
    const words = ["simulate", "made-up", "--participants", "6", "--seed", String(seed)];
    const first = drawn.pairlab(state, ...words, "--json");
    expect(JSON.parse(first.stdout)).toMatchObject({ status: "simulated", votes: 72 });
    expect(JSON.parse(drawn.pairlab(state, ...words, "--json").stdout)).toMatchObject({
      status: "already",
      votes: 0,
    });
    if (index === 0)
      drawn.expectRefusal(
        state,
        ["simulate", "made-up", "--participants", "6", "--seed", "9"],
        4,
        /duplicate simulation/,
      );
    const out = path.join(drawn.folder, `export-${index}`);
    expect(drawn.pairlab(state, "export", "made-up", "--out", out).status).toBe(0);
    expect(drawn.pairlab(state, "export", "made-up", "--out", out).stdout).toContain(
      "nothing to do",
    );
    return readFileSync(path.join(out, "votes.csv"), "utf8");
  });
  expect(exports[0]?.trim().split("\n")).toHaveLength(73);
  expect(exports[1]).toBe(exports[0]);
  expect(exports[2]).not.toBe(exports[0]);
});

test("an export holds documents, votes, gaps and hashes, and nothing that leads to a person", async () => {
  const state = drawn.freshState();
  drawn.pairlab(state, "create", "simulated.study.json");
  drawn.pairlab(state, "open", "made-up");
  drawn.pairlab(state, "simulate", "made-up", "--participants", "5");
  const out = path.join(drawn.folder, "export-partial");
  drawn.pairlab(state, "export", "made-up", "--out", out);
  const names = readdirSync(out).sort((one, other) => one.localeCompare(other));
  expect(names).toEqual([
    "answers.csv",
    "codebook.json",
    "design.json",
    "manifest.json",
    "missing.csv",
    "plan.json",
    "sessions.csv",
    "SHA256SUMS",
    "study.json",
    "votes.csv",
  ]);
  expect(spawnSync("sha256sum", ["-c", "--quiet", "SHA256SUMS"], { cwd: out }).status).toBe(0);
  const text = (name: string) => readFileSync(path.join(out, name), "utf8");
  expect(text("votes.csv").trim().split("\n")).toHaveLength(61);
  const [answerColumns = "", ...answers] = text("answers.csv").trim().split("\n");
  expect(answers).toHaveLength(60);
  expect(Object.keys(JSON.parse(text("codebook.json"))["answers.csv"])).toEqual(
    answerColumns.split(","),
  );
  const missing = text("missing.csv").trim().split("\n");
  expect(missing).toHaveLength(13);
  expect(missing.slice(1).every((line) => line.endsWith(",never leased"))).toBe(true);
  const database = await prepareDatabase(path.join(state, "pairlab.db"));
  const sessions = await database.session.findMany();
  const { completionCode } = await database.study.findUniqueOrThrow({ where: { id: "made-up" } });
  const { votes, incompleteVotes } = await readStudyVotes(database, "made-up");
  await database.$disconnect();
  expect([votes.length, incompleteVotes]).toEqual([60, 0]);
  expect(new Set(votes.map(({ id }) => id)).size).toBe(60);
  const everything = names.map(text).join("\n");
  for (const secret of [
    completionCode,
    ...sessions.flatMap(({ id, reference }) => [id, reference]),
  ])
    expect(everything).not.toContain(secret);
  writeFileSync(path.join(out, "votes.csv"), "changed");
  drawn.expectRefusal(state, ["export", "made-up", "--out", out], 4, /duplicate folder/);
});

test("only open studies of mode simulated take simulated votes, and no more raters than forms", () => {
  const state = drawn.freshState();
  drawn.pairlab(state, "create", "study.json");
  drawn.pairlab(state, "create", "simulated.study.json");
  drawn.pairlab(state, "open", "noise");
  drawn.expectRefusal(state, ["simulate", "noise"], 5, /invalid mode: study noise is live/);
  drawn.expectRefusal(
    state,
    ["simulate", "made-up"],
    4,
    /mismatched state: study made-up is draft/,
  );
  drawn.pairlab(state, "open", "made-up");
  drawn.expectRefusal(
    state,
    ["simulate", "made-up", "--participants", "7"],
    2,
    /invalid participants: 7 for 6 forms/,
  );
  drawn.expectRefusal(state, ["simulate", "made-up", "--seed", "x"], 2, /invalid --seed: x/);
  drawn.pairlab(state, "close", "made-up");
  drawn.expectRefusal(
    state,
    ["simulate", "made-up", "--participants", "6"],
    4,
    /study made-up is closed, not open/,
  );
});
