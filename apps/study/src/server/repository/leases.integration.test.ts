import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Database } from "@pairlab/db/client";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { readStudyVotes } from "@pairlab/db/read-study";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isSealed, studyProgress } from "../../core/study-progress.ts";
import { type Act, anotherProcess } from "./another-process.fixture.ts";
import { hasFreeForm } from "./forms.ts";
import { readLedger } from "./ledger.ts";
import {
  addSmallStudy,
  idleMinutes,
  participant,
  submission,
  type TestParticipant,
  trialsPerForm,
} from "./small-study.fixture.ts";

let folder: string;
let database: Database;
let others: Awaited<ReturnType<typeof anotherProcess>>[];
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-leases-"));
  const file = path.join(folder, "pairlab.db");
  database = await prepareDatabase(file);
  others = await Promise.all([anotherProcess(file), anotherProcess(file)]);
});
afterAll(async () => {
  await Promise.all(others.map((other) => other.end()));
  await database.$disconnect();
  rmSync(folder, { recursive: true });
});

const after = (minutes: number) => new Date(Date.UTC(2026, 10, 25, 9) + minutes * 60_000);
const clockAt = (now: Date) => ({ now, idleMs: idleMinutes * 60_000 });
/** What two people do at once, each in a process of their own. */
const atOnce = (acts: readonly { person: TestParticipant; act: Act["act"]; minutes: number }[]) =>
  Promise.all(
    acts.map(({ person, act, minutes }, place) =>
      others[place]?.does({ id: person.id, act, atMs: after(minutes).getTime() }),
    ),
  );
const formOf = async (person: TestParticipant) => (await person.found()).formIndex;
const placeOf = async (person: TestParticipant) => (await person.found()).place;

async function answers(person: TestParticipant, count: number, minutes: number): Promise<void> {
  for (let answered = 0; answered < count; answered += 1) await person.answer(after(minutes));
}

async function complete(person: TestParticipant, minutes: number): Promise<void> {
  await answers(person, trialsPerForm - (await person.found()).answered, minutes);
  await person.finish(after(minutes));
}

/** A study of two forms: the second is finished, the first was left after so many answers at minute 0. */
async function leftStudy(id: string, answered: number) {
  await addSmallStudy(database, id, 2);
  const [left, done] = [await participant(database, id), await participant(database, id)];
  await left.start(after(0));
  await done.start(after(0));
  await answers(left, answered, 0);
  await complete(done, 1);
  return left;
}

test("a form whose holder is silent goes to the next person whole, and not a minute earlier", async () => {
  const left = await leftStudy("whole", 2);
  expect(await hasFreeForm(database, "whole", clockAt(after(30)))).toBe(false);
  expect(await hasFreeForm(database, "whole", clockAt(after(31)))).toBe(true);
  const next = await participant(database, "whole");
  await next.start(after(31));
  expect(await next.found()).toMatchObject({ formIndex: 0, place: "own", answered: 0 });
  expect(await left.found()).toMatchObject({ formIndex: 0, place: "shared", answered: 2 });
});

test("each answer renews the lease, and so does the press that asks for more time", async () => {
  const slow = await leftStudy("slow", 1);
  for (const minutes of [29, 58, 87]) {
    expect(await slow.answer(after(minutes))).toEqual({ status: "recorded", place: "own" });
    expect(await hasFreeForm(database, "slow", clockAt(after(minutes + 30)))).toBe(false);
  }
  expect(await slow.keepPlace(after(116))).toBe(1);
  expect(await hasFreeForm(database, "slow", clockAt(after(146)))).toBe(false);
  expect(await hasFreeForm(database, "slow", clockAt(after(147)))).toBe(true);
});

test("who comes back while the form is free goes on with it as if nothing had been", async () => {
  const late = await leftStudy("late", 2);
  expect(await late.answer(after(500))).toEqual({ status: "recorded", place: "own" });
  expect(await hasFreeForm(database, "late", clockAt(after(501)))).toBe(false);
  await complete(late, 502);
  expect((await readStudyVotes(database, "late")).votes).toHaveLength(2 * trialsPerForm);
});

test("the first to finish a form fills it; who comes later is done, kept, and not counted", async () => {
  for (const winner of ["late", "next"] as const) {
    const id = `first-${winner}`;
    const late = await leftStudy(id, 3);
    const next = await participant(database, id);
    await next.start(after(40));
    await answers(next, 3, 41);
    expect(await late.answer(after(42))).toEqual({ status: "recorded", place: "shared" });
    const people = { late, next };
    const loser = winner === "late" ? next : late;
    await complete(people[winner], 43);
    await complete(loser, 44);
    expect((await loser.found()).step).toBe("done");
    expect([await placeOf(people[winner]), await placeOf(loser)]).toEqual(["own", "shared"]);
    const { votes, incompleteVotes, surplusVotes } = await readStudyVotes(database, id);
    const raters = votes.map(({ raterId }) => raterId);
    expect(raters).toContain(await raterOf(people[winner]));
    expect(raters).not.toContain(await raterOf(loser));
    expect([votes.length, incompleteVotes, surplusVotes]).toEqual([8, 0, trialsPerForm]);
  }
});

test("nobody who agreed is turned away: without a free form they share the one that needs it most", async () => {
  await addSmallStudy(database, "crowd", 2);
  const people: TestParticipant[] = [];
  for (let person = 0; person < 5; person += 1) {
    people.push(await participant(database, "crowd"));
    await people.at(-1)?.start(after(0));
  }
  expect(await Promise.all(people.map(formOf))).toEqual([0, 1, 0, 1, 0]);
  expect(await Promise.all(people.map(placeOf))).toEqual([
    "own",
    "own",
    "shared",
    "shared",
    "shared",
  ]);
  const [, , third] = people;
  expect(await third?.answer(after(31))).toEqual({ status: "recorded", place: "own" });
});

test("of two that claim one lapsed form at once, one gets it and the other shares it", async () => {
  for (let round = 0; round < 8; round += 1) {
    const id = `claim-${round}`;
    await leftStudy(id, 1);
    const [one, two] = [await participant(database, id), await participant(database, id)];
    await atOnce([
      { person: one, act: "start", minutes: 31 },
      { person: two, act: "start", minutes: 31 },
    ]);
    expect([await formOf(one), await formOf(two)]).toEqual([0, 0]);
    expect([await placeOf(one), await placeOf(two)].sort()).toEqual(["own", "shared"]);
  }
});

test("as many at once as there are free forms get one each, lapsed or never leased", async () => {
  await addSmallStudy(database, "rush", 8);
  const gone = await Promise.all(Array.from({ length: 4 }, () => participant(database, "rush")));
  for (const person of gone) await person.start(after(0));
  const rush = await Promise.all(Array.from({ length: 8 }, () => participant(database, "rush")));
  await Promise.all(rush.map((person) => person.start(after(31))));
  const forms = await Promise.all(rush.map(formOf));
  expect(forms.sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(await Promise.all(rush.map(placeOf))).toEqual(rush.map(() => "own"));
});

test("Start pressed in two tabs at once leases one form", async () => {
  await addSmallStudy(database, "tabs", 4);
  const person = await participant(database, "tabs");
  await Promise.all([person.start(after(0)), person.start(after(0))]);
  expect(await database.form.count({ where: { studyId: "tabs", sessionId: { not: null } } })).toBe(
    1,
  );
  expect(await database.lease.count({ where: { studyId: "tabs" } })).toBe(1);
});

test("an answer on its way while the form goes to somebody else is kept once, and says whose form it is", async () => {
  for (let round = 0; round < 8; round += 1) {
    const id = `flight-${round}`;
    const late = await leftStudy(id, 1);
    const next = await participant(database, id);
    const [outcome] = await atOnce([
      { person: late, act: "answer", minutes: 31 },
      { person: next, act: "start", minutes: 31 },
    ]);
    expect(outcome).toEqual({ status: "recorded", place: await placeOf(late) });
    expect([await placeOf(late), await placeOf(next)].sort()).toEqual(["own", "shared"]);
    const again = await late.answer(after(32), submission(`${late.id} 1`, 1));
    expect(again).toEqual({ status: "already-recorded" });
    expect(await database.answer.count({ where: { sessionId: late.id } })).toBe(2);
  }
});

test("of two that finish one form at once, one fills it and both are done", async () => {
  for (let round = 0; round < 8; round += 1) {
    const id = `finish-${round}`;
    const late = await leftStudy(id, trialsPerForm);
    const next = await participant(database, id);
    await next.start(after(31));
    await answers(next, trialsPerForm, 32);
    await atOnce([
      { person: late, act: "finish", minutes: 33 },
      { person: next, act: "finish", minutes: 33 },
    ]);
    expect([(await late.found()).step, (await next.found()).step]).toEqual(["done", "done"]);
    const { votes, surplusVotes } = await readStudyVotes(database, id);
    expect([votes.length, surplusVotes]).toEqual([2 * trialsPerForm, trialsPerForm]);
  }
});

test("a clock that jumps ahead costs nobody an answer, and one that jumps back keeps no form for ever", async () => {
  const person = await leftStudy("jump", 1);
  expect(await person.answer(after(100_000))).toEqual({ status: "recorded", place: "own" });
  expect(await hasFreeForm(database, "jump", clockAt(after(2)))).toBe(true); // the clock was set right
  expect(await person.answer(after(3))).toEqual({ status: "recorded", place: "own" });
  expect(await person.answer(after(-20))).toEqual({ status: "recorded", place: "own" });
  expect(await hasFreeForm(database, "jump", clockAt(after(9)))).toBe(false);
  expect(await hasFreeForm(database, "jump", clockAt(after(11)))).toBe(true);
});

test("a study that people leave becomes complete, each planned slot with one vote, and its seal opens", async () => {
  await addSmallStudy(database, "drop", 4);
  let minutes = 0;
  const progress = async () =>
    studyProgress(await readLedger(database, "drop", clockAt(after(minutes))));
  for (
    let arrival = 0;
    await hasFreeForm(database, "drop", clockAt(after(minutes)));
    arrival += 1
  ) {
    const person = await participant(database, "drop");
    await person.start(after(minutes));
    if (arrival % 3 === 2) await complete(person, minutes);
    else await answers(person, arrival % 4, minutes);
    minutes += 40;
    const { slots } = await progress();
    expect(isSealed("live", await progress())).toBe(slots.votes < 16);
  }
  const { people, slots } = await progress();
  expect(people).toEqual({ planned: 4, finished: 4, underway: 0, left: 8, surplus: 0 });
  expect(slots).toMatchObject({ planned: 16, votes: 16, skipped: 0, underway: 0, surplus: 0 });
  const planned = await database.trial.findMany({ where: { studyId: "drop" } });
  const key = (slot: { promptId: string; left: string; right: string; trialIndex: number }) =>
    `${slot.trialIndex} ${slot.promptId} ${slot.left} ${slot.right}`;
  const { votes, incompleteVotes } = await readStudyVotes(database, "drop");
  expect(votes).toHaveLength(planned.length);
  expect(new Set(votes.map(key))).toEqual(new Set(planned.map(key)));
  expect(incompleteVotes).toBe(slots.left);
});

const raterOf = async ({ id }: TestParticipant) =>
  (await database.session.findUniqueOrThrow({ where: { id } })).raterId;
