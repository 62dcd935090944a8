import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chainFaults } from "@pairlab/db/chain-faults";
import type { Database } from "@pairlab/db/client";
import { eraseSession } from "@pairlab/db/erase-session";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { readChain } from "@pairlab/db/read-chain";
import { scrubDatabase } from "@pairlab/db/scrub-database";
import { verifyAnswers } from "@pairlab/db/verify-answers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addComments } from "./comments.ts";
import { wasErased } from "./erasures.ts";
import { addSmallStudy, participant, trialsPerForm } from "./small-study.fixture.ts";
import { answersAll, at, rowsOf } from "./whole-participation.fixture.ts";

let folder: string;
let file: string;
let database: Database;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-erasure-"));
  file = path.join(folder, "pairlab.db");
  database = await prepareDatabase(file);
  await addSmallStudy(database, "s", 4);
});
afterEach(async () => {
  await database.$disconnect();
  rmSync(folder, { recursive: true });
});

const faults = async () => [
  ...chainFaults(await readChain(database, "s")),
  ...(await verifyAnswers(database, "s")),
];

test("no byte of what was erased is left in the database file or its log", async () => {
  const [gone, stays] = [await participant(database, "s"), await participant(database, "s")];
  await answersAll(stays);
  await answersAll(gone);
  const open = "a sentence nobody else writes";
  await addComments(database, await gone.found(), { open, difficulty: 2 }, at(20));
  const { answerId, payloadSha256 } = await database.answer.findFirstOrThrow({
    where: { sessionId: gone.id },
  });
  const words = [open, answerId, payloadSha256];
  const holding = () =>
    words.filter((word) =>
      ["", "-wal", "-shm"]
        .map((end) => `${file}${end}`)
        .some((one) => existsSync(one) && readFileSync(one).includes(word)),
    );
  expect(holding()).toEqual(words);
  await eraseSession(database, { studyId: "s", sessionId: gone.id, now: at(50) });
  expect(await scrubDatabase(file)).toBe(true);
  expect(holding()).toEqual([]);
  expect(await faults()).toEqual([]);
  expect(await database.answer.count()).toBe(trialsPerForm);
});

test("an erasure that is killed on its way has happened wholly or not at all", {
  timeout: 120_000,
}, async () => {
  const people = await Promise.all([1, 2, 3, 4].map(() => participant(database, "s")));
  for (const person of people) await answersAll(person);
  for (const [index, { id }] of people.entries()) {
    const rows = await rowsOf(database, id);
    await killedEraser(id, index * 8);
    const isErased = await wasErased(database, "s", id);
    expect(await rowsOf(database, id)).toBe(isErased ? 0 : rows);
    expect(await faults()).toEqual([]);
  }
});

/** Another process that begins to erase, killed so many milliseconds later. */
async function killedEraser(sessionId: string, afterMs: number): Promise<void> {
  const program = path.join(import.meta.dirname, "erase.fixture.ts");
  const child = spawn(process.execPath, ["--import", "tsx", program, file, sessionId], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  await once(child.stdout, "data");
  child.stdin.write("go\n");
  await once(child.stdout, "data");
  await pause(afterMs);
  child.kill("SIGKILL");
  await ended;
}
