import { expect, test } from "vitest";
import { caller } from "./caller.ts";
import { completionCode, secrets } from "./fixture.ts";
import { german } from "./fixture-german.ts";
import { addAnswers } from "./fixture-session.ts";
import { servedStage } from "./served-stage.ts";

const prolific = {
  recruitment: { kind: "prolific" as const },
  exitCodes: {
    ...{ screened: "SCREENED-7", returned: "RETURNED-7", declined: "NOCONSENT-7" },
    ...{ device: "DEVICE-7", full: "FULL-7", closed: "CLOSED-7" },
  },
  ...{ screening: german.screening, comprehension: german.comprehension },
};
const pid = "5f1e7a0b9c3d2e4f5a6b7c8d";
const query = (id: string) => `PROLIFIC_PID=${id}&STUDY_ID=s1&SESSION_ID=60d0fe4f5311236168a109ca`;

const stage = servedStage([
  { id: "paid", document: prolific },
  { id: "invited", document: { recruitment: { kind: "invitations" } }, invitations: ["let-me-in"] },
  { id: "taken", document: prolific, withoutForms: true },
  { id: "over", document: prolific, state: "closed" },
  { id: "small", document: { maxParticipants: 1 } },
  { id: "resting", state: "paused" },
  { id: "soon", state: "draft" },
  { id: "spoken", document: german },
]);
const somebody = (studyId: string) => caller(stage().served.origin, studyId);
const database = () => stage().fixture.database;
const pathOf = (response: Response) => response.headers.get("location");
const placeOf = async (person: ReturnType<typeof caller>) =>
  new URL((await person.look("")).url).pathname;

test("Prolific ids leave the address at once, and are stored only with consent, apart from the session", async () => {
  const person = somebody("paid");
  const arrived = await person.arrive(query(pid));
  expect([arrived.status, pathOf(arrived)]).toEqual([303, "/s/paid/begin"]);
  expect(await database().identity.count()).toBe(0);
  expect(await (await person.look("")).text()).toContain("I agree, continue");
  await person.move("agree");
  expect(await placeOf(person)).toBe("/s/paid/screening");
  const session = await database().session.findFirstOrThrow({
    where: { studyId: "paid" },
    include: { identity: true },
  });
  expect(session.identity?.externalId).toBe(pid);
  expect(session.textSha256).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify({ ...session, identity: null })).not.toContain(pid);
});

test("one person is one session, on another device too", async () => {
  const first = somebody("paid");
  await first.arrive(query("samePerson"));
  await first.move("agree");
  const before = await database().session.count();
  const elsewhere = somebody("paid");
  await elsewhere.arrive(query("samePerson"));
  expect(await placeOf(elsewhere)).toBe("/s/paid/screening");
  await elsewhere.move("agree");
  expect(await database().session.count()).toBe(before);
});

test.each([
  ["no id", ""],
  ["a placeholder", "PROLIFIC_PID={{%PROLIFIC_PID%}}"],
  ["65 characters", query("a".repeat(65))],
  ["a tag", query("%3Cb%3E")],
])("%s leads to the page that says where to begin, and to no session", async (_, given) => {
  const person = somebody("paid");
  if (given !== "") expect(pathOf(await person.arrive(given))).toBe("/s/paid");
  expect(await (await person.look("")).text()).toContain("Open this study from Prolific.");
  const before = await database().session.count();
  await person.move("agree");
  expect(await database().session.count()).toBe(before);
});

test("who doesn't pass the screening is paid for the time: the exit has its own code and no other", async () => {
  const person = somebody("paid");
  await person.arrive(query("screenedOut"));
  await person.move("agree");
  expect(pathOf(await person.move("screen"))).toBe("/s/paid/screening?missing=1");
  expect(pathOf(await person.move("screen", { "q-sight": "1" }))).toBe("/s/paid/stop/screened");
  const page = await (await person.look("stop/screened")).text();
  expect(page).toContain("https://app.prolific.com/submissions/complete?cc=SCREENED-7");
  for (const code of [completionCode, "RETURNED-7"]) expect(page).not.toContain(code);
});

test("two wrong answers end without a penalty; the first shows the instruction again", async () => {
  const person = somebody("paid");
  await person.arrive(query("misunderstood"));
  await person.move("agree");
  await person.move("screen", { "q-sight": "0" });
  expect(pathOf(await person.move("practise"))).toBe("/s/paid/comprehension");
  expect(pathOf(await person.move("judge"))).toBe("/s/paid/comprehension?missing=1");
  const wrong = "/s/paid/instructions?screen=2&again=1";
  expect(pathOf(await person.move("judge", { choice: "0" }))).toBe(wrong);
  await person.move("practise");
  expect(pathOf(await person.move("judge", { choice: "2" }))).toContain("/s/paid/stop/returned");
  expect(await (await person.look("stop/returned")).text()).toContain("cc=RETURNED-7");
});

test("the last page leads back to Prolific with the code, and keeps what somebody writes once", async () => {
  const person = somebody("paid");
  await person.arrive(query("toTheEnd"));
  await person.move("agree");
  await person.move("screen", { "q-sight": "0" });
  await person.move("practise");
  await person.move("judge", { choice: "1" });
  await person.move("start");
  expect(await (await person.look("trial")).text()).not.toContain(completionCode);
  await addAnswers(database(), person.sessionId(), [...Array(24).keys()], Date.now());
  expect(pathOf(await person.move("finish"))).toBe("/s/paid/done");
  const link = `https://app.prolific.com/submissions/complete?cc=${completionCode}`;
  expect(await (await person.look("done")).text()).toContain(link);
  expect((await person.comment("open=Fine.&difficulty=2")).status).toBe(303);
  await person.comment("open=Again.&difficulty=5");
  expect((await person.comment("open=Fine.&difficulty=9")).status).toBe(400);
  const kept = await database().comment.findMany({ orderBy: { kind: "asc" } });
  expect(kept.map(({ kind, text }) => [kind, text])).toEqual([
    ["difficulty", "2"],
    ["open", "Fine."],
  ]);
});

test.each([
  ["paid", "declined", "NOCONSENT-7"],
  ["paid", "device", "DEVICE-7"],
  ["taken", "full", "FULL-7"],
  ["over", "closed", "CLOSED-7"],
])(
  "of the study %s the exit %s has its own code, its own title and no other's code",
  async (study, exit, code) => {
    const person = somebody(study);
    await person.arrive(query(`leaves-${exit}`));
    const page = await (await person.look(`stop/${exit}`)).text();
    expect(page).toContain(`https://app.prolific.com/submissions/complete?cc=${code}`);
    const codes = [completionCode, ...Object.values(prolific.exitCodes)];
    expect(codes.filter((other) => other !== code && page.includes(other))).toEqual([]);
    expect(page).toContain(`<title>${/<h1>([^<]+)/.exec(page)?.[1]}`);
  },
);

test("an invitation lets its person in, and an unknown one nobody", async () => {
  const stranger = somebody("invited");
  await stranger.arrive("invitation=something-else");
  expect(await (await stranger.look("")).text()).toContain("This study needs an invitation.");
  const guest = somebody("invited");
  await guest.arrive("invitation=let-me-in");
  await guest.move("agree");
  expect(await placeOf(guest)).toBe("/s/invited/instructions");
});

test("a study that has its people, rests or isn't open says so before consent", async () => {
  await somebody("small").move("agree");
  expect(await placeOf(somebody("small"))).toBe("/s/small/stop/full");
  expect(await placeOf(somebody("resting"))).toBe("/s/resting/stop/paused");
  expect(await placeOf(somebody("soon"))).toBe("/s/soon/stop/draft");
});

test("a browser that keeps no cookie is told so", async () => {
  const arrived = await fetch(`${stage().served.origin}/s/paid?${query("noCookies")}`);
  expect(new URL(arrived.url).pathname).toBe("/s/paid/stop/cookies");
  expect(await arrived.text()).toContain("This study needs cookies.");
});

test("a preview is the researcher's alone, holds no form and fills none", async () => {
  const stranger = somebody("soon");
  expect(pathOf(await stranger.arrive("preview=1"))).toBe("/dashboard/soon");
  expect(await placeOf(stranger)).toBe("/s/soon/stop/draft");
  const { origin } = stage().served;
  const signedIn = await fetch(`${origin}/dashboard?key=${secrets.researcherKey}`);
  const researcher = somebody("soon");
  await researcher.arrive("preview=1", {
    cookie: signedIn.headers.getSetCookie()[0]?.split(";")[0] ?? "",
  });
  for (const move of ["agree", "practise", "start"]) await researcher.move(move);
  expect(await (await researcher.look("trial")).text()).toContain(
    "Preview, answers are kept apart",
  );
  await addAnswers(database(), researcher.sessionId(), [...Array(24).keys()], Date.now());
  expect(pathOf(await researcher.move("finish"))).toBe("/s/soon/done");
  const held = await database().form.count({
    where: { studyId: "soon", sessionId: { not: null } },
  });
  expect(held).toBe(0);
});

test("too many people from one address wait, and others don't", async () => {
  const from = (address: string) =>
    fetch(`${stage().served.origin}/s/resting/steps`, {
      method: "POST",
      redirect: "manual",
      headers: {
        origin: stage().served.origin,
        "content-type": "application/x-www-form-urlencoded",
        "x-forwarded-for": address,
      },
      body: "move=agree",
    });
  await database().study.update({ where: { id: "resting" }, data: { state: "open" } });
  const all: (string | null)[] = [];
  for (let times = 0; times < 121; times += 1) all.push(pathOf(await from("203.0.113.9")));
  expect(new Set(all.slice(0, 120))).toEqual(new Set(["/s/resting/begin"]));
  expect(all[120]).toBe("/s/resting/stop/busy");
  expect(pathOf(await from("203.0.113.10"))).toBe("/s/resting/begin");
});

test("pages speak the language somebody asks for or prefers, and say which", async () => {
  const page = async (headers: Record<string, string>, path = "") =>
    (await fetch(`${stage().served.origin}/s/spoken${path}`, { headers })).text();
  const german = await page({ "accept-language": "de-AT,de;q=0.9,en;q=0.5" });
  expect(german).toContain('<html lang="de">');
  expect(german).toContain("Welches von zwei Bildern gefällt?");
  expect(await page({ "accept-language": "fr" })).toContain('<html lang="en">');
  const person = somebody("spoken");
  expect(pathOf(await person.arrive("language=de", { "accept-language": "en" }))).toBe(
    "/s/spoken/begin",
  );
  expect(await (await person.look("")).text()).toContain("Ich bin einverstanden, weiter");
});
