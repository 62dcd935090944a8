import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chainFaults } from "@pairlab/db/chain-faults";
import type { Database } from "@pairlab/db/client";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { readChain } from "@pairlab/db/read-chain";
import { verifyAnswers } from "@pairlab/db/verify-answers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addSmallStudy, participant, submission, trialsPerForm } from "./small-study.fixture.ts";

let folder: string;
let database: Database;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-chain-"));
  database = await prepareDatabase(path.join(folder, "pairlab.db"));
  await addSmallStudy(database, "s", 4);
});
afterEach(async () => {
  await database.$disconnect();
  rmSync(folder, { recursive: true });
});

const at = (minute: number) => new Date(Date.UTC(2026, 10, 25, 9, minute));
const kinds = async () => (await readChain(database, "s")).map(({ kind }) => kind);
const faults = async () => [
  ...chainFaults(await readChain(database, "s")),
  ...(await verifyAnswers(database, "s")),
];
/** Past the triggers that keep rows as they are: what somebody with the file can do. */
async function tamper(sql: string): Promise<void> {
  const triggers = await database.$queryRaw<{ name: string }[]>`
    SELECT name FROM sqlite_master WHERE type = 'trigger'`;
  for (const { name } of triggers) await database.$executeRawUnsafe(`DROP TRIGGER "${name}"`);
  await database.$executeRawUnsafe(sql);
}

/** Four people who answer everything at once. */
async function everybodyAnswers(): Promise<void> {
  const people = await Promise.all([1, 2, 3, 4].map(() => participant(database, "s")));
  for (const person of people) await person.start(at(0));
  for (let trial = 0; trial < trialsPerForm; trial += 1)
    await Promise.all(people.map((person) => person.answer(at(trial + 1))));
}

test("leases and answers of people at once are links of one chain without gaps", async () => {
  await everybodyAnswers();
  const all = await kinds();
  expect(all[0]).toBe("start");
  expect(all.filter((kind) => kind === "lease")).toHaveLength(4);
  expect(all.filter((kind) => kind === "answer")).toHaveLength(4 * trialsPerForm);
  expect(await faults()).toEqual([]);
});

test("an answer that is sent twice at once is one row and one link", async () => {
  const person = await participant(database, "s");
  await person.start(at(0));
  await person.answer(at(1));
  const again = submission("again", 1);
  const outcomes = await Promise.all([1, 2, 3].map(() => person.answer(at(2), again)));
  expect(outcomes.map(({ status }) => status).sort()).toEqual([
    ...["already-recorded", "already-recorded", "recorded"],
  ]);
  expect(await database.answer.count()).toBe(2);
  expect((await kinds()).filter((kind) => kind === "answer")).toHaveLength(2);
  expect(await faults()).toEqual([]);
});

test("an answer that is edited, removed or added behind the chain's back is found", async () => {
  await everybodyAnswers();
  const { seq } = await database.answer.findFirstOrThrow({ orderBy: { seq: "asc" } });
  await tamper(`UPDATE "Answer" SET "choice" = 'right' WHERE "seq" = ${seq}`);
  expect(await faults()).toEqual([
    expect.stringMatching(/^mismatched answer: entry \d+ was edited$/),
  ]);
  await tamper(`DELETE FROM "Answer" WHERE "seq" = ${seq}`);
  expect(await faults()).toEqual([expect.stringMatching(/^missing answer: entry \d+ has no row$/)]);
});

test("a link that is edited, dropped or moved is found and named", async () => {
  await everybodyAnswers();
  await tamper(`UPDATE "Entry" SET "payload" = '{}' WHERE "seq" = 7`);
  expect(await faults()).toEqual([
    "mismatched payload: entry 7 (answer) was edited",
    "unknown answers: 1 are in no entry",
  ]);
  await tamper(`DELETE FROM "Entry" WHERE "seq" = 7`);
  expect(await faults()).toEqual(["missing entry 7", "unknown answers: 1 are in no entry"]);
});

test("the chain's rows can't be changed, emptied or removed", async () => {
  await everybodyAnswers();
  const run = (sql: string) => database.$executeRawUnsafe(sql);
  await expect(run(`UPDATE "Entry" SET "kind" = 'lease' WHERE "seq" = 6`)).rejects.toThrow(
    "the chain is append-only",
  );
  await expect(run(`DELETE FROM "Entry" WHERE "seq" = 6`)).rejects.toThrow(
    "the chain is append-only",
  );
  await expect(
    run(`UPDATE "Entry" SET "salt" = NULL, "payload" = NULL WHERE "seq" = 6`),
  ).rejects.toThrow("the chain is append-only");
});

test("a study that had answers before chains says how many", async () => {
  const person = await participant(database, "s");
  await person.start(at(0));
  await person.answer(at(1));
  await tamper(`DELETE FROM "Entry"`);
  expect(await faults()).toEqual(["unknown answers: 1 are in no entry"]);
  await person.answer(at(2));
  expect(await kinds()).toEqual(["start", "answer"]);
  expect(await faults()).toEqual([]);
});
