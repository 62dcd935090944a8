import { rmSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { refusalsKept } from "../src/core/refusal-batch.ts";
import type { RefusalCode } from "../src/core/refusal-code.ts";
import * as http from "./caller.ts";
import { servedStage } from "./served-stage.ts";

const stage = servedStage([
  { id: "demo" },
  { id: "busy" },
  { id: "resting", state: "paused" },
  { id: "over", state: "closed" },
  { id: "small", document: { maxParticipants: 1 } },
  { id: "paid", document: { recruitment: { kind: "prolific" } } },
]);
const { submission } = http;
const somebody = (studyId: string) => http.caller(stage().served.origin, studyId);
const started = async (studyId: string) => {
  const person = await http.started(stage().served.origin, studyId);
  await person.look("trial");
  return person;
};
const answers = () => stage().fixture.database.answer.count();

/** How often a kind is recorded for a study, now. */
async function recorded(studyId: string, code: RefusalCode): Promise<number> {
  const { database } = stage().fixture;
  const rows = await database.refusalCount.findMany({ where: { studyId, code } });
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** Does something that is refused, and waits until it is recorded once more. */
async function isRecorded(studyId: string, code: RefusalCode, work: () => Promise<unknown>) {
  const before = await recorded(studyId, code);
  await work();
  await expect.poll(() => recorded(studyId, code)).toBe(before + 1);
}

test("each kind of wrong answer is refused with a typed error, recorded once, and writes nothing", async () => {
  const person = await started("demo");
  const kept = submission();
  await person.answer(kept);
  const before = await answers();
  const kinds: readonly [RefusalCode, number, () => Promise<{ status: number }>][] = [
    ["not-issued", 403, () => person.answer(submission({ trialIndex: 300 }))],
    ["out-of-order", 409, () => person.answer(submission({ trialIndex: 3 }))],
    ["reused-id", 409, () => person.answer({ ...kept, choice: "right" })],
    ["outside-plan", 400, () => person.answer(submission({ trialIndex: 1, choice: "tie" }))],
    ["malformed", 400, () => person.answer({ ...submission({ trialIndex: 1 }), armId: "x" })],
    ["malformed", 400, () => person.send("answers", "{", {})],
    ["malformed", 400, () => person.answer({ ...submission({ trialIndex: 1 }), rtMs: -1 })],
    ["malformed", 400, () => person.answer({ ...submission({ trialIndex: 1 }), onsetMs: 1e15 })],
    ["too-long", 400, () => person.send("answers", "x".repeat(1024 * 1024), {})],
    ["foreign-origin", 403, () => person.answer(kept, { origin: "http://evil.example" })],
    ["no-session", 403, () => person.answer(kept, { cookie: "pairlab.demo=forged~forged" })],
  ];
  for (const [code, status, ask] of kinds)
    await isRecorded("demo", code, async () => expect((await ask()).status).toBe(status));
  expect(await answers()).toBe(before);
  expect((await person.answer(submission({ trialIndex: 1 }))).body.status).toBe("next");
});

test("another session's trial and its pictures are refused, and recorded for who asked", async () => {
  const [one, other] = [await started("demo"), await started("demo")];
  const { token } = await stage().fixture.database.token.findFirstOrThrow({
    where: { sessionId: other.sessionId() },
  });
  await isRecorded("demo", "unknown-picture", async () => {
    expect((await one.picture(`/i/${token}`)).status).toBe(404);
  });
  const [latest] = await stage().fixture.database.refusal.findMany({
    where: { studyId: "demo" },
    orderBy: { seq: "desc" },
  });
  const { reference } = await stage().fixture.database.session.findUniqueOrThrow({
    where: { id: one.sessionId() },
  });
  expect(latest).toMatchObject({ code: "unknown-picture", reference });
  await isRecorded("demo", "not-issued", () => one.answer(submission({ trialIndex: 200 })));
});

test("every wrong address of a picture gets the same bytes; without a session no study is blamed", async () => {
  const person = await started("demo");
  const { token } = await stage().fixture.database.token.findFirstOrThrow({
    where: { sessionId: person.sessionId() },
  });
  const wrong = async (address: string, who = somebody("demo")) => {
    const response = await who.picture(address);
    const { date: _, ...headers } = Object.fromEntries(response.headers);
    return { status: response.status, headers, text: await response.text() };
  };
  const before = await recorded("", "unknown-picture");
  const all = [
    await wrong(`/i/${token}`),
    await wrong(`/i/${"A".repeat(32)}`),
    await wrong(`/i/${token.slice(1)}`),
  ];
  expect(all[1]).toEqual(all[0]);
  expect(all[2]).toEqual(all[0]);
  await expect.poll(() => recorded("", "unknown-picture")).toBe(before + 3);
});

test("who comes wrongly gets a plain page, and is recorded without what they came with", async () => {
  const id = "not an id!";
  await isRecorded("paid", "unknown-id", async () => {
    await somebody("paid").arrive(`PROLIFIC_PID=${encodeURIComponent(id)}`);
  });
  await isRecorded("paid", "no-cookies", async () => {
    const page = await somebody("paid").look("begin");
    expect(new URL(page.url).pathname).toBe("/s/paid/stop/cookies");
  });
  await isRecorded("resting", "paused", () => somebody("resting").move("agree"));
  await isRecorded("over", "closed", () => somebody("over").move("agree"));
  await somebody("small").move("agree");
  await isRecorded("small", "full", () => somebody("small").move("agree"));
  await isRecorded("", "missing", () => somebody("nothing").answer(submission()));
  const { database } = stage().fixture;
  const all = JSON.stringify([
    await database.refusal.findMany(),
    await database.refusalCount.findMany(),
  ]);
  for (const word of ["not an id", "forged", "127.0.0.1", "evil.example", "nothing"])
    expect(all).not.toContain(word);
});

test("a picture file that isn't there is a failure of ours: an error with a reference, recorded", async () => {
  const person = await started("busy");
  const { token, stimulusId } = await stage().fixture.database.token.findFirstOrThrow({
    where: { sessionId: person.sessionId() },
  });
  const { file } = await stage().fixture.database.stimulus.findUniqueOrThrow({
    where: { id: stimulusId },
  });
  rmSync(path.join(stage().fixture.dataDir, "stimuli", file));
  await isRecorded("busy", "failure", async () => {
    const response = await person.picture(`/i/${token}`);
    expect([response.status, await response.json()]).toEqual([
      500,
      { error: expect.stringMatching(/^unexpected problem [0-9a-f]{8}$/), hint: "try again" },
    ]);
  });
  expect(stage().served.complaints()).toMatch(/^error [0-9a-f]{8} Error: ENOENT/);
  expect(
    (await person.answer(submission({ choice: "skip", skipReason: "load-failed" }))).status,
  ).toBe(200);
});

test("a flood is a number and the latest hundred, and nobody's answer is lost in it", async () => {
  const person = await started("busy");
  const before = await recorded("busy", "malformed");
  const many = 3 * refusalsKept;
  await Promise.all(Array.from({ length: many }, () => person.send("answers", "{}")));
  expect((await person.answer(submission())).body.status).toBe("next");
  await expect.poll(() => recorded("busy", "malformed")).toBe(before + many);
  const { database } = stage().fixture;
  expect(await database.refusal.count({ where: { studyId: "busy" } })).toBeLessThanOrEqual(
    refusalsKept,
  );
});

test("the researcher sees what was refused, in words", async () => {
  const { secrets } = await import("./fixture.ts");
  const page = await fetch(`${stage().served.origin}/dashboard/busy?key=${secrets.researcherKey}`);
  const text = await page.text();
  expect(text).toContain("Refused requests");
  expect(text).toContain("not what a page of ours sends");
});
