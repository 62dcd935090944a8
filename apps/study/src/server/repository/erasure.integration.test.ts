import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chainFaults } from "@pairlab/db/chain-faults";
import type { Database } from "@pairlab/db/client";
import { type Erased, eraseSession } from "@pairlab/db/erase-session";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { readChain } from "@pairlab/db/read-chain";
import { verifyAnswers } from "@pairlab/db/verify-answers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addComments } from "./comments.ts";
import { wasErased } from "./erasures.ts";
import { sessionOfPerson } from "./people.ts";
import { createSession, endSession, findSession } from "./sessions.ts";
import {
  addSmallStudy,
  participant,
  submission,
  type TestParticipant,
  trialsPerForm,
} from "./small-study.fixture.ts";
import { answersAll, at, rowsOf } from "./whole-participation.fixture.ts";

let folder: string;
let database: Database;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-erasure-"));
  database = await prepareDatabase(path.join(folder, "pairlab.db"));
  await addSmallStudy(database, "s", 4);
});
afterEach(async () => {
  await database.$disconnect();
  rmSync(folder, { recursive: true });
});

const later = at(50);
const erase = (sessionId: string, isRehearsal = false): Promise<Erased> =>
  eraseSession(database, { studyId: "s", sessionId, now: later }, isRehearsal);
const faults = async () => [
  ...chainFaults(await readChain(database, "s")),
  ...(await verifyAnswers(database, "s")),
];
const formOf = (formIndex: number) =>
  database.form.findUniqueOrThrow({ where: { studyId_formIndex: { studyId: "s", formIndex } } });
async function comments(person: TestParticipant, open: string): Promise<void> {
  await addComments(database, await person.found(), { open, difficulty: 2 }, at(20));
}

test("somebody who finished and wrote leaves nothing but commitments, and their form is open again", async () => {
  const [gone, stays] = [await participant(database, "s"), await participant(database, "s")];
  await answersAll(gone);
  await comments(gone, "hard to tell");
  await answersAll(stays);
  const before = await readChain(database, "s");
  expect(await faults()).toEqual([]);
  expect(await erase(gone.id)).toMatchObject({
    ...{ answers: trialsPerForm, comments: 2, entries: 1 + trialsPerForm + 2 },
    ...{ formIndex: 0, place: "fills", form: "open", slots: trialsPerForm },
    votes: { before: 2 * trialsPerForm, after: trialsPerForm },
  });
  expect(await rowsOf(database, gone.id)).toBe(0);
  expect(await rowsOf(database, stays.id)).toBeGreaterThan(0);
  expect(await formOf(0)).toMatchObject({ sessionId: null, renewedAt: null, finishedAt: null });
  expect(await formOf(1)).toMatchObject({ sessionId: stays.id });
  const after = await readChain(database, "s");
  expect(after.slice(0, -1)).toEqual(before);
  expect(after.at(-1)?.kind).toBe("erasure");
  expect(await faults()).toEqual([]);
  const next = await participant(database, "s");
  await next.start(later);
  expect((await next.found()).formIndex).toBe(0);
});

test("a session can be erased in every state it can be in", async () => {
  const people = await Promise.all(Array.from({ length: 5 }, () => participant(database, "s")));
  const [ended, waits, begun, mid, full] = people;
  if (!(ended && waits && begun && mid && full)) throw new RangeError("five people");
  await endSession(database, { id: ended.id, from: "practice", exit: "returned" });
  await begun.start(at(0));
  await mid.start(at(0));
  await mid.answer(at(1));
  await full.start(at(0));
  for (let trial = 0; trial < trialsPerForm; trial += 1) await full.answer(at(trial + 1));
  const found: string[] = [];
  for (const { id } of people) {
    const { place, form, answers, slots } = await erase(id);
    found.push(`${place}, ${form}, ${answers} answers, ${slots} slots`);
    expect(await rowsOf(database, id)).toBe(0);
    expect(await faults()).toEqual([]);
  }
  expect(found).toEqual([
    "none, none, 0 answers, 0 slots",
    "none, none, 0 answers, 0 slots",
    "holds, open, 0 answers, 4 slots",
    "holds, open, 1 answers, 4 slots",
    "holds, open, 4 answers, 4 slots",
  ]);
  expect(await database.form.count({ where: { sessionId: null } })).toBe(4);
});

test("a form that two have finished goes to the second when the first is erased", async () => {
  const [first, second] = [await participant(database, "s"), await participant(database, "s")];
  await first.start(at(0));
  await database.form.updateMany({ where: { formIndex: 0 }, data: { renewedAt: new Date(0) } });
  await second.start(at(1));
  expect((await second.found()).formIndex).toBe(0);
  for (const person of [first, second])
    for (let trial = 0; trial < trialsPerForm; trial += 1) await person.answer(at(2 + trial));
  await first.finish(at(10));
  await second.finish(at(11));
  expect(await erase(first.id)).toMatchObject({ place: "fills", form: "passed on", slots: 0 });
  expect(await formOf(0)).toMatchObject({ sessionId: second.id, finishedAt: at(11) });
  expect(await faults()).toEqual([]);
});

test("who is erased has no second session, and is known by cookie and by outside id", async () => {
  const person = { pseudonym: "keyed", id: "5f1e7a0b", visit: null };
  const { id } = await createSession(database, {
    studyId: "s",
    consentSha256: "c",
    now: at(0),
    person,
  });
  expect(await erase(id)).toMatchObject({ ids: 1 });
  expect(await wasErased(database, "s", id)).toBe(true);
  expect(await wasErased(database, "t", id)).toBe(false);
  expect(await sessionOfPerson(database, "s", "keyed")).toBe(id);
  expect(await findSession(database, id)).toBeUndefined();
  await expect(
    createSession(database, { studyId: "s", consentSha256: "c", now: later, person }),
  ).rejects.toThrow();
  expect(await database.session.count()).toBe(0);
});

test("an answer or a comment on its way when the session goes is kept nowhere", async () => {
  const person = await participant(database, "s");
  await person.start(at(0));
  await person.answer(at(1));
  const session = await person.found();
  await erase(person.id);
  await addComments(database, session, { open: "too late", difficulty: undefined }, later);
  await expect(person.answer(later, submission("late", 1))).rejects.toThrow(/no session/);
  expect(await rowsOf(database, person.id)).toBe(0);
  expect(await faults()).toEqual([]);
});

test("a rehearsal says what would go and changes nothing", async () => {
  const person = await participant(database, "s");
  await answersAll(person);
  const rows = await rowsOf(database, person.id);
  const links = await readChain(database, "s");
  const said = await erase(person.id, true);
  expect(await rowsOf(database, person.id)).toBe(rows);
  expect(await readChain(database, "s")).toEqual(links);
  expect(await erase(person.id)).toEqual(said);
});

test("triggers let go what an erasure takes and nothing else", async () => {
  const [gone, stays] = [await participant(database, "s"), await participant(database, "s")];
  await answersAll(gone);
  await answersAll(stays);
  const run = (sql: string) => database.$executeRawUnsafe(sql);
  const kept = "answers are append-only";
  await expect(run(`DELETE FROM "Answer" WHERE "sessionId" = '${gone.id}'`)).rejects.toThrow(kept);
  const empty = `UPDATE "Entry" SET "salt" = NULL, "payload" = NULL`;
  for (const seq of [0, 1, 3])
    await expect(run(`${empty} WHERE "seq" = ${seq}`)).rejects.toThrow("the chain is append-only");
  await erase(gone.id);
  await expect(run(`DELETE FROM "Answer"`)).rejects.toThrow(kept);
  await expect(run(`UPDATE "Answer" SET "choice" = 'tie'`)).rejects.toThrow(kept);
  await expect(run(`${empty} WHERE "payload" IS NOT NULL`)).rejects.toThrow("append-only");
  await expect(run(`DELETE FROM "Erasure"`)).rejects.toThrow("erasures are append-only");
  await expect(run(`UPDATE "Erasure" SET "person" = 'x'`)).rejects.toThrow("append-only");
  expect(await faults()).toEqual([]);
});

test("an entry that is empty though no erasure names it is found", async () => {
  const person = await participant(database, "s");
  await answersAll(person);
  await database.$executeRawUnsafe(`DROP TRIGGER "Entry_keeps_rows"`);
  await database.$executeRawUnsafe(
    `UPDATE "Entry" SET "salt" = NULL, "payload" = NULL WHERE "seq" = 2`,
  );
  expect(await faults()).toEqual([
    "unknown answers: 1 are in no entry",
    "missing payload: entry 2 (answer) is empty, and no erasure says so",
  ]);
});

test("a comment that is edited or removed behind the chain's back is found", async () => {
  const person = await participant(database, "s");
  await answersAll(person);
  await comments(person, "fine");
  expect(await faults()).toEqual([]);
  await database.$executeRawUnsafe(`UPDATE "Comment" SET "text" = '5' WHERE "kind" = 'difficulty'`);
  await database.$executeRawUnsafe(`DELETE FROM "Comment" WHERE "kind" = 'open'`);
  expect(await faults()).toEqual([
    expect.stringMatching(/^missing comment: entry \d+ has no row$/),
    expect.stringMatching(/^mismatched comment: entry \d+ was edited$/),
  ]);
});
