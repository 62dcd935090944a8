import { expect, test } from "vitest";
import * as http from "./caller.ts";
import { servedStage } from "./served-stage.ts";

const stage = servedStage([{ id: "demo" }, { id: "closing" }]);

const caller = (studyId: string) => http.caller(stage().served.origin, studyId);
const started = (studyId: string) => http.started(stage().served.origin, studyId);
const { submission } = http;

test("an answer to a trial that was never served is refused", async () => {
  const person = await started("demo");
  expect(await person.answer(submission())).toMatchObject({
    status: 403,
    body: { error: "unknown trial: 0 was not issued" },
  });
  await person.look("trial");
  expect(await person.answer(submission({ trialIndex: 20 }))).toMatchObject({ status: 403 });
  expect(await person.answer(submission({ trialIndex: 2 }))).toMatchObject({
    status: 409,
    body: { error: "mismatched trial: 2, but 0 is next" },
  });
});

test("an answer sent again is one answer; the same id with another content is a conflict", async () => {
  const person = await started("demo");
  await person.look("trial");
  const once = submission();
  const before = await stage().fixture.database.answer.count();
  expect((await person.answer(once)).body.status).toBe("next");
  expect((await person.answer(once)).body.status).toBe("already-recorded");
  expect(await person.answer({ ...once, choice: "right" })).toMatchObject({ status: 409 });
  expect((await person.answer(submission({ choice: "right" }))).body.status).toBe(
    "already-recorded",
  );
  expect(await stage().fixture.database.answer.count()).toBe(before + 1);
});

test("answers are taken alike in front of Next and by its route", async () => {
  const person = await started("demo");
  await person.look("trial");
  const { status, body } = await person.answer(submission());
  const heard = async (path: string, given: object, headers: Record<string, string> = {}) => {
    const response = await person.send(path, JSON.stringify(given), headers);
    const { connection: _, date: __, ...rest } = Object.fromEntries(response.headers);
    return { status: response.status, body: await response.json(), rest };
  };
  expect([status, body.status]).toEqual([200, "next"]);
  const again = submission();
  for (const [given, headers] of [
    [again, {}],
    [submission({ trialIndex: 3 }), {}],
    [{ ...again, armId: "x" }, {}],
    [again, { origin: "http://evil.example" }],
    [again, { cookie: "" }],
    [{ note: "x".repeat(5000) }, {}],
  ] as const) {
    const direct = await heard("answers", given, headers);
    const routed = await heard("answers?", given, headers); // a query is Next's
    expect(routed.body).toEqual(direct.body);
    expect(routed.status).toBe(direct.status);
    for (const [name, value] of Object.entries(direct.rest))
      if (name !== "content-length") expect([name, routed.rest[name]]).toEqual([name, value]);
  }
});

test("ten answers at once to one trial are one vote", async () => {
  const person = await started("demo");
  await person.look("trial");
  const before = await stage().fixture.database.answer.count();
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => person.answer(submission({ choice: "right" }))),
  );
  expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
  expect(replies.filter(({ body }) => body.status === "next")).toHaveLength(1);
  expect(await stage().fixture.database.answer.count()).toBe(before + 1);
});

test("a choice, a size or a field outside the plan is refused, and nothing is written", async () => {
  const person = await started("demo");
  await person.look("trial");
  const before = await stage().fixture.database.answer.count();
  expect(await person.answer(submission({ choice: "tie" }))).toMatchObject({
    status: 400,
    body: { error: "invalid choice: tie", hint: "one of left, right, skip" },
  });
  expect((await person.answer(submission({ displayPx: 512 }))).status).toBe(400);
  expect((await person.answer({ ...submission(), armId: "x" })).status).toBe(400);
  expect((await person.answer(submission(), { origin: "http://evil.example" })).status).toBe(403);
  expect((await caller("demo").answer(submission())).status).toBe(403);
  expect((await caller("nothing").answer(submission())).status).toBe(404);
  expect(await stage().fixture.database.answer.count()).toBe(before);
});

test("a study that closes lets people finish who have begun, and nobody begin", async () => {
  const person = await started("closing");
  await person.look("trial");
  expect((await person.answer(submission())).status).toBe(200);
  const { database } = stage().fixture;
  await database.study.update({ where: { id: "closing" }, data: { state: "closed" } });
  expect((await person.answer(submission({ trialIndex: 1 }))).status).toBe(200);
  expect(await database.answer.count({ where: { session: { studyId: "closing" } } })).toBe(2);
  expect((await person.move("finish")).headers.get("location")).toBe("/s/closing/trial");
  const late = await caller("closing").move("agree");
  expect(late.headers.get("location")).toBe("/s/closing/stop/closed");
});

test("Finish before the last answer finishes nothing and tells no code", async () => {
  const person = await started("demo");
  expect((await person.move("finish")).headers.get("location")).toBe("/s/demo/trial");
  const done = await person.look("done");
  expect(new URL(done.url).pathname).toBe("/s/demo/trial");
  expect(await done.text()).not.toContain("FIXTURE-CODE");
});

test("a failure of ours leads from a button to a page with a reference, and writes nothing", async () => {
  const { database } = stage().fixture;
  const before = await database.session.count();
  await database.$executeRaw`CREATE TRIGGER "broken" BEFORE INSERT ON "Session"
    BEGIN SELECT RAISE(ABORT, 'broken on purpose by a test'); END`;
  const answer = await caller("demo").move("agree");
  await database.$executeRaw`DROP TRIGGER "broken"`;
  const [, reference] = /^\/s\/demo\/problem\?reference=([0-9a-f]{8})$/.exec(
    answer.headers.get("location") ?? "",
  ) ?? [""];
  expect([answer.status, reference]).toEqual([303, expect.any(String)]);
  expect(stage().served.complaints()).toMatch(new RegExp(`^error ${reference} `));
  const page = await (await caller("demo").look(`problem?reference=${reference}`)).text();
  expect(page).toContain("Sorry, something went wrong on our side.");
  expect(page).toContain(reference);
  expect(await database.session.count()).toBe(before);
});

test("two people never get the same form", async () => {
  await Promise.all(Array.from({ length: 4 }, () => started("demo")));
  const forms = await stage().fixture.database.form.findMany({
    where: { studyId: "demo", sessionId: { not: null } },
  });
  expect(new Set(forms.map(({ sessionId }) => sessionId)).size).toBe(forms.length);
  expect(forms.length).toBeGreaterThanOrEqual(4);
});

test("looking at the consent page writes nothing", async () => {
  const before = await stage().fixture.database.session.count();
  const response = await caller("demo").look("");
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("I agree, continue");
  expect(response.headers.getSetCookie()).toEqual([]);
  expect(await stage().fixture.database.session.count()).toBe(before);
});
