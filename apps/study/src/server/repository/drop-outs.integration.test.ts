import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Database } from "@pairlab/db/client";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { readStudyVotes } from "@pairlab/db/read-study";
import type { DesignForm } from "@pairlab/domain/design";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { manifest } from "../../../e2e/fixture-documents.ts";
import { designMargins } from "../../core/count-margins.ts";
import { compileDesign } from "../../core/design.ts";
import {
  addSmallStudy,
  idleMinutes,
  participant,
  smallPlan,
  type TestParticipant,
  trialsPerForm,
} from "./small-study.fixture.ts";

let folder: string;
let database: Database;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-drop-outs-"));
  database = await prepareDatabase(path.join(folder, "pairlab.db"));
});
afterAll(async () => {
  await database.$disconnect();
  rmSync(folder, { recursive: true });
});

/** Somebody who answers some trials, goes away, and perhaps comes back to finish, before or after their lease lapsed. */
const anybody = fc.record({
  answers: fc.integer({ min: 0, max: trialsPerForm }),
  minutesAway: fc.constantFrom(2, idleMinutes + 5, 3 * idleMinutes),
  returns: fc.boolean(),
});
type Person = typeof anybody extends fc.Arbitrary<infer T> ? T : never;

const dawn = Date.UTC(2026, 10, 26, 6);
let minutes = 0;
const later = (by: number): Date => {
  minutes += by;
  return new Date(dawn + minutes * 60_000);
};

async function answerUpTo(person: TestParticipant, trials: number): Promise<void> {
  while ((await person.found()).answered < trials) await person.answer(later(1));
}

async function finishForm(person: TestParticipant): Promise<void> {
  await answerUpTo(person, trialsPerForm);
  await person.finish(later(1));
}

/** What the votes say was shown to whom, as forms. */
async function filledForms(studyId: string, design: readonly DesignForm[]): Promise<DesignForm[]> {
  const { votes } = await readStudyVotes(database, studyId);
  const fillers = await database.form.findMany({
    where: { studyId, finishedAt: { not: null } },
    select: { formIndex: true, session: { select: { raterId: true } } },
  });
  return fillers.map(({ formIndex, session }) => {
    const { twinOf, trials } = design[formIndex] ?? { twinOf: null, trials: [] };
    const own = votes.filter(({ raterId }) => raterId === session?.raterId);
    return {
      ...{ index: formIndex, twinOf },
      trials: own.map(({ trialIndex, questionId, promptId, left, right, role }) => ({
        ...{ index: trialIndex, block: trials[trialIndex]?.block ?? -1 },
        ...{ questionId, promptId, left, right, role },
      })),
    };
  });
}

const broken = (forms: readonly DesignForm[], plan: ReturnType<typeof smallPlan>): string[] =>
  designMargins(forms, plan, manifest)
    .filter(({ worst, allowed, advisory }) => worst > allowed && !advisory)
    .map(({ name }) => name);

let studies = 0;
async function runStudy(people: readonly Person[], votesPerTask: number): Promise<void> {
  studies += 1;
  const studyId = `drop-outs-${studies}`;
  await addSmallStudy(database, studyId, votesPerTask);
  const plan = smallPlan(votesPerTask);
  const design = compileDesign(plan, manifest, "small").forms;
  const away: { person: TestParticipant; at: number }[] = [];
  for (const { answers, minutesAway, returns } of people) {
    const person = await participant(database, studyId);
    await person.start(later(1));
    await answerUpTo(person, answers);
    if (returns) away.push({ person, at: minutes + minutesAway });
    for (const one of away.filter(({ at }) => at <= minutes)) {
      away.splice(away.indexOf(one), 1);
      await finishForm(one.person);
    }
    const filled = await filledForms(studyId, design);
    expect(filled).toEqual(design.filter(({ index }) => filled.some((one) => one.index === index)));
  }
  later(2 * idleMinutes);
  while ((await filledForms(studyId, design)).length < design.length) {
    const person = await participant(database, studyId);
    await person.start(later(1));
    await finishForm(person);
  }
  for (const { person } of away) await finishForm(person); // too late: surplus
  const filled = await filledForms(studyId, design);
  expect(filled).toEqual(design);
  expect(broken(filled, plan)).toEqual([]);
  const { votes, surplusVotes } = await readStudyVotes(database, studyId);
  expect(votes).toHaveLength(votesPerTask * trialsPerForm);
  expect(surplusVotes % trialsPerForm).toBe(0);
}

test("whoever leaves, returns or comes too late, each planned slot is filled once and every margin is kept", async () => {
  const history = fc.array(anybody, { minLength: 1, maxLength: 9 });
  await fc.assert(fc.asyncProperty(history, fc.integer({ min: 1, max: 5 }), runStudy), {
    seed: 20261126,
    numRuns: 25,
  });
});
