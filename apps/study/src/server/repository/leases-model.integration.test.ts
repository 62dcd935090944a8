import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Database } from "@pairlab/db/client";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { readStudyVotes } from "@pairlab/db/read-study";
import { at } from "@pairlab/domain/at";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addSmallStudy,
  idleMinutes,
  participant,
  type TestParticipant,
  trialsPerForm,
} from "./small-study.fixture.ts";

let folder: string;
let database: Database;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-lease-model-"));
  database = await prepareDatabase(path.join(folder, "pairlab.db"));
});
afterAll(async () => {
  await database.$disconnect();
  rmSync(folder, { recursive: true });
});

/** What anybody may do next: `who` is taken modulo those who are there, `minutes` pass before it. */
const anyAct = fc.record({
  act: fc.constantFrom("arrive", "answer", "answer", "answer", "keep", "finish"),
  who: fc.nat(9),
  minutes: fc.oneof(fc.nat(5), fc.constantFrom(31, 45), fc.constantFrom(-3, -50)),
});
type Act = typeof anyAct extends fc.Arbitrary<infer T> ? T : never;

interface ModelPerson {
  form: number;
  answered: number;
  isDone: boolean;
}

/** Leases in twenty lines: who holds a form, since when, and who filled it. */
class Model {
  now = 0;
  people: ModelPerson[] = [];
  forms = [0, 1].map(() => ({ holder: -1, sign: 0, isFilled: false }));

  isFree(form: number): boolean {
    const { holder, sign, isFilled } = at(this.forms, form);
    return !isFilled && (holder === -1 || Math.abs(this.now - sign) > idleMinutes);
  }
  sign(who: number): void {
    const form = at(this.forms, at(this.people, who).form);
    if (form.isFilled) return;
    if (form.holder === who || this.isFree(at(this.people, who).form))
      Object.assign(form, { holder: who, sign: this.now });
  }
  arrive(): void {
    const had = (form: number) => this.people.filter((one) => one.form === form).length;
    const rank = (form: number) => (at(this.forms, form).isFilled ? 1000 : 0) + had(form);
    const form = [0, 1].find((one) => this.isFree(one)) ?? (rank(1) < rank(0) ? 1 : 0);
    this.people.push({ form, answered: 0, isDone: false });
    if (this.isFree(form)) this.sign(this.people.length - 1);
  }
  answer(who: number): void {
    at(this.people, who).answered += 1;
    this.sign(who);
  }
  finish(who: number): void {
    const person = at(this.people, who);
    const form = at(this.forms, person.form);
    person.isDone = true;
    if (!form.isFilled) Object.assign(form, { holder: who, isFilled: true });
  }
}

const ours = Date.UTC(2026, 10, 25, 9);
let studies = 0;

async function takePart(acts: readonly Act[]): Promise<void> {
  studies += 1;
  const studyId = `model-${studies}`;
  await addSmallStudy(database, studyId, 2);
  const model = new Model();
  const people: TestParticipant[] = [];
  for (const { act, who, minutes } of acts) {
    model.now += minutes;
    await oneAct(model, people, { act, who: who % Math.max(1, people.length), studyId });
    await expectSame(model, people);
  }
  const { votes, incompleteVotes, surplusVotes } = await readStudyVotes(database, studyId);
  expect(votes).toHaveLength(model.forms.filter(({ isFilled }) => isFilled).length * trialsPerForm);
  expect(new Set(votes.map((vote) => `${vote.promptId} ${vote.left}`)).size).toBe(votes.length);
  const given = model.people.reduce((sum, { answered }) => sum + answered, 0);
  expect(votes.length + incompleteVotes + surplusVotes).toBe(given);
}

async function oneAct(
  model: Model,
  people: TestParticipant[],
  { act, who, studyId }: { act: Act["act"]; who: number; studyId: string },
): Promise<void> {
  const now = new Date(ours + model.now * 60_000);
  if (act === "arrive") {
    const person = await participant(database, studyId);
    people.push(person);
    await person.start(now);
    return model.arrive();
  }
  const [person, known] = [people[who], model.people[who]];
  if (person === undefined || known === undefined || known.isDone) return;
  const isWhole = known.answered === trialsPerForm;
  if (act === "answer" && !isWhole) {
    await person.answer(now);
    model.answer(who);
  } else if (act === "keep") {
    await person.keepPlace(now);
    model.sign(who);
  } else if (act === "finish") {
    if (!isWhole) return expect(person.finish(now)).rejects.toThrow("missing answers");
    await person.finish(now);
    model.finish(who);
  }
}

async function expectSame(model: Model, people: readonly TestParticipant[]): Promise<void> {
  const found = await Promise.all(people.map((person) => person.found()));
  expect(
    found.map(({ formIndex, place, answered, step }) => ({ formIndex, place, answered, step })),
  ).toEqual(
    model.people.map(({ form, answered, isDone }, who) => ({
      ...{ formIndex: form, answered, step: isDone ? "done" : "trials" },
      place: at(model.forms, form).holder === who ? "own" : "shared",
    })),
  );
}

test("leases are those of a twenty-line model, whatever people do and whatever the clock does", async () => {
  await fc.assert(fc.asyncProperty(fc.array(anyAct, { minLength: 5, maxLength: 30 }), takePart), {
    numRuns: 40,
  });
});
