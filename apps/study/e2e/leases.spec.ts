import { expect, test } from "vitest";
import { caller, started, submission } from "./caller.ts";
import { secrets } from "./fixture.ts";
import { servedStage } from "./served-stage.ts";

const stage = servedStage([{ id: "demo" }, { id: "last", finished: 11, stopped: 1 }]);
const halfHourMs = 30 * 60_000;

/** As if the holders of a study had been silent for longer than their leases. */
async function everybodySilent(studyId: string): Promise<void> {
  await stage().fixture.database.form.updateMany({
    where: { studyId, finishedAt: null, sessionId: { not: null } },
    data: { renewedAt: new Date(Date.now() - halfHourMs - 1000) },
  });
}
const formOf = async (sessionId: string) =>
  (await stage().fixture.database.lease.findUniqueOrThrow({ where: { sessionId } })).formIndex;
const place = async (person: ReturnType<typeof caller>) =>
  (await (await person.keepPlace()).json()).place;

test("a form goes on to the next person when its holder is silent; the holder is told with the next answer", async () => {
  const { origin } = stage().served;
  const left = await started(origin, "demo");
  await left.look("trial");
  expect((await left.answer(submission())).body.step.place).toBe("own");
  await everybodySilent("demo");
  const next = await started(origin, "demo");
  expect(await formOf(next.sessionId())).toBe(await formOf(left.sessionId()));
  expect((await next.look("trial")).status).toBe(200);
  const late = await left.answer(submission({ trialIndex: 1 }));
  expect([late.status, late.body.step.place, late.body.step.answered]).toEqual([200, "shared", 2]);
  expect([await place(left), await place(next)]).toEqual(["shared", "own"]);
  expect((await next.answer(submission())).body.step).toMatchObject({ answered: 1, place: "own" });
});

test("looking at the trials and asking for more time keep a place, or take it back while nobody has it", async () => {
  const { origin } = stage().served;
  for (const sign of ["look", "keepPlace"] as const) {
    const person = await started(origin, "demo");
    await everybodySilent("demo");
    if (sign === "look") await person.look("trial");
    else expect(await place(person)).toBe("own");
    const next = await started(origin, "demo");
    expect(await formOf(next.sessionId())).not.toBe(await formOf(person.sessionId()));
  }
});

test("who isn't taking part keeps no place, and neither does another site for them", async () => {
  const { origin } = stage().served;
  expect((await caller(origin, "demo").keepPlace()).status).toBe(403);
  const foreign = await fetch(`${origin}/s/demo/place`, {
    method: "POST",
    headers: { origin: "http://evil.example" },
  });
  expect(foreign.status).toBe(403);
});

test("the last form, left in the middle, is filled by somebody else: the study completes and unseals", async () => {
  const { served, fixture } = stage();
  const dashboard = async () =>
    (await fetch(`${served.origin}/dashboard/last?key=${secrets.researcherKey}`)).text();
  expect(await dashboard()).toContain("Sealed:");
  const [next, early] = [caller(served.origin, "last"), caller(served.origin, "last")];
  for (const person of [next, early]) {
    await person.move("agree");
    await person.move("practise");
  }
  await next.move("start");
  expect(await (await caller(served.origin, "last").look("")).text()).toContain(
    "All places have been taken.",
  );
  expect((await early.move("start")).headers.get("location")).toBe("/s/last/trial");
  for (const person of [next, early])
    for (let trialIndex = 0; trialIndex < 24; trialIndex += 1) {
      if (trialIndex === 0) await person.look("trial");
      const { status, body } = await person.answer(submission({ trialIndex }));
      expect([status, body.step.place]).toEqual([200, person === next ? "own" : "shared"]);
    }
  expect((await early.move("finish")).headers.get("location")).toBe("/s/last/done");
  expect(await dashboard()).toContain("All planned votes are in.");
  expect((await next.move("finish")).headers.get("location")).toBe("/s/last/done");
  expect(await (await next.look("done")).text()).toContain("FIXTURE-CODE");
  const page = await dashboard();
  expect(page).toContain("1 left before the end, 1 beyond the plan");
  expect(page).toContain("finished, beyond the plan");
  const filled = await fixture.database.form.count({
    where: { studyId: "last", finishedAt: { not: null } },
  });
  expect(filled).toBe(12);
});
