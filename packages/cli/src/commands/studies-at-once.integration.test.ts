import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DrawnStudy, drawnStudy } from "../drawn-study.fixture.ts";

let drawn: DrawnStudy;
beforeAll(async () => {
  drawn = await drawnStudy();
});
afterAll(() => drawn.remove());

const bin = path.resolve(import.meta.dirname, "../../bin/pairlab.mjs");

/** The real command line, beside others. */
async function pairlab(state: string, ...words: string[]) {
  const child = spawn(
    process.execPath,
    [bin, "study", ...words, "--data-dir", state, "--json", "--quiet"],
    { cwd: drawn.folder },
  );
  const [[code], stdout, stderr] = await Promise.all([
    once(child, "close"),
    text(child.stdout),
    text(child.stderr),
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

const stimulusFiles = async (state: string): Promise<string[]> => {
  const database = await prepareDatabase(path.join(state, "pairlab.db"));
  const rows = await database.stimulus.findMany({ select: { file: true } });
  await database.$disconnect();
  return rows.map(({ file }) => path.join(state, "stimuli", file));
};

test("a study created by three commands at once is created once, with all of its pictures", async () => {
  const state = drawn.freshState();
  const done = await Promise.all([1, 2, 3].map(() => pairlab(state, "create", "study.json")));
  expect(done.map(({ status }) => status).sort()).toEqual(["created", "exists", "exists"]);
  const files = await stimulusFiles(state);
  expect(files).toHaveLength(18);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
  expect(readdirSync(path.join(state, "stimuli"))).toEqual(["noise"]);
});

test("a study simulated by three commands at once has each rater once", async () => {
  const state = drawn.freshState();
  await pairlab(state, "create", "simulated.study.json");
  await pairlab(state, "open", "made-up");
  const words = ["simulate", "made-up", "--participants", "6"];
  const done = await Promise.all([1, 2, 3].map(() => pairlab(state, ...words)));
  expect(done.map(({ status }) => status).sort()).toEqual(["already", "already", "simulated"]);
});

test("create says so when a study's pictures were removed", async () => {
  const state = drawn.freshState();
  await pairlab(state, "create", "study.json");
  rmSync(path.join(state, "stimuli"), { recursive: true });
  drawn.expectRefusal(state, ["create", "study.json"], 3, /missing folder: .*noise.*\nhint {3}/);
});
