import { eraseSession } from "@pairlab/db/erase-session";
import { expect, test } from "vitest";
import { atFirstPair } from "./at-first-pair.ts";
import { caller, started, submission } from "./caller.ts";
import * as journey from "./journey.ts";
import { describeInBrowser } from "./open-browser.ts";
import { servedStage } from "./served-stage.ts";
import { sharedBrowser } from "./shared-browser.ts";

const stage = servedStage([
  { id: "demo" },
  { id: "paid", document: { recruitment: { kind: "prolific" } } },
]);
const database = () => stage().fixture.database;
const origin = () => stage().served.origin;
const erase = (studyId: string, sessionId: string) =>
  eraseSession(database(), { studyId, sessionId, now: new Date() });
const placeOf = async (person: ReturnType<typeof caller>) =>
  new URL((await person.look("")).url).pathname;

test("whoever was erased reads so on every page, and what still arrives is refused in plain words", async () => {
  const person = await started(origin(), "demo");
  await person.look("trial");
  const { body } = await person.answer(submission());
  const picture = body.step.upcoming.at(-1)?.left ?? "";
  expect((await person.picture(picture)).status).toBe(200);
  await erase("demo", person.sessionId());

  const waiting = await person.answer(submission({ trialIndex: 1 }));
  expect(waiting).toEqual({
    status: 403,
    body: {
      error: "unknown session: it was erased, as its person asked",
      code: "erased",
      hint: "your answers to this study were deleted, as you asked; this one wasn't kept either",
    },
  });
  expect((await person.picture(picture)).status).toBe(404);
  expect((await person.comment("open=Still+here")).status).toBe(403);
  expect((await person.keepPlace()).status).toBe(403);
  for (const page of ["", "trial", "done", "instructions"])
    expect(new URL((await person.look(page)).url).pathname).toBe("/s/demo/stop/erased");
  const page = await (await person.look("stop/erased")).text();
  expect(page).toContain("Your answers were deleted.");
  const sessions = await database().session.count();
  await person.move("agree");
  expect(await placeOf(person)).toBe("/s/demo/stop/erased");
  expect(await database().session.count()).toBe(sessions);
});

test("the same id leads to the same page from another device, also when it had arrived there before", async () => {
  const query = "PROLIFIC_PID=wasHere&STUDY_ID=s1&SESSION_ID=v1";
  const [here, elsewhere, later] = [1, 2, 3].map(() => caller(origin(), "paid"));
  if (!(here && elsewhere && later)) throw new RangeError("three devices");
  await here.arrive(query);
  await elsewhere.arrive(query);
  await here.move("agree");
  await erase("paid", here.sessionId());
  await elsewhere.move("agree");
  await later.arrive(query);
  for (const device of [here, elsewhere, later])
    expect(await placeOf(device)).toBe("/s/paid/stop/erased");
  expect(await database().session.count({ where: { studyId: "paid" } })).toBe(0);
  expect(await database().identity.count()).toBe(0);
});

test("nobody else sees the page", async () => {
  const stranger = caller(origin(), "demo");
  expect(new URL((await stranger.look("stop/erased")).url).pathname).toBe("/s/demo");
});

describeInBrowser("in a browser", () => {
  const browser = sharedBrowser();

  test("a press after the erasure leads to the page that says so, and leaves no row", async () => {
    const { page, answers } = await atFirstPair(stage(), browser());
    const { id } = await database().session.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
    await journey.pairVisible(page);
    await erase("demo", id);
    await page.keyboard.press("ArrowLeft");
    await journey.heading(page, "Your answers were deleted.").waitFor();
    expect(new URL(page.url()).pathname).toBe("/s/demo/stop/erased");
    expect(await answers()).toEqual([]);
  });
});
