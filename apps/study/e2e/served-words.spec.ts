import { expect, test } from "vitest";
import { stopNames } from "../src/core/participant-path.ts";
import { caller, submission } from "./caller.ts";
import { armIds, prompts, secretWords } from "./fixture-documents.ts";
import { german } from "./fixture-german.ts";
import { servedStage } from "./served-stage.ts";

const stage = servedStage([
  { id: "spoken", document: german },
  { id: "paid", document: { recruitment: { kind: "prolific" } } },
  { id: "resting", state: "paused" },
  { id: "soon", state: "draft" },
  { id: "over", state: "closed" },
]);

interface Said {
  address: string;
  text: string;
}

const pages = [
  ...["", "begin", "screening", "instructions", "instructions?screen=3", "comprehension"],
  ...["practice", "trial", "done", "problem", "enter", "nothing"],
  ...stopNames.map((name) => `stop/${name}`),
];

/** Everything of an answer that a browser, or somebody who reads along, could see. */
async function said(response: Response): Promise<Said> {
  const text = `${response.url}\n${response.status}\n${JSON.stringify([...response.headers])}\n${await response.text()}`;
  return { address: response.url, text };
}

async function everyPage(person: ReturnType<typeof caller>): Promise<Said[]> {
  const seen: Said[] = [];
  for (const page of pages) seen.push(await said(await person.look(page)));
  return seen;
}

const hits = (all: readonly Said[], words: readonly string[]) =>
  all.flatMap(({ address, text }) =>
    words.filter((word) => text.includes(word)).map((word) => `${word} in ${address}`),
  );

async function words(): Promise<string[]> {
  const stimuli = await stage().fixture.database.stimulus.findMany();
  const files = stimuli.flatMap(({ id, file, pixelsSha256 }) => [id, file, pixelsSha256]);
  return [...secretWords, ...files];
}

const somebody = (studyId: string) => caller(stage().served.origin, studyId);

test("no page in any state of a participation, and no script of one, names an arm, a model, a prompt or a file", async () => {
  const person = somebody("spoken");
  const all = await everyPage(person);
  const moves = [
    ["agree", {}],
    ["screen", { "q-sight": "0" }],
    ["practise", {}],
    ["judge", { choice: "1" }],
    ["start", {}],
  ] as const;
  for (const [move, fields] of moves) {
    all.push(await said(await person.move(move, fields)));
    all.push(...(await everyPage(person)));
  }
  for (let trialIndex = 0; trialIndex < 24; trialIndex += 1)
    all.push({
      address: `answer ${trialIndex}`,
      text: JSON.stringify(await person.answer(submission({ trialIndex }))),
    });
  all.push(await said(await person.move("finish")), ...(await everyPage(person)));
  const scripts = all.flatMap(({ text }) => text.match(/\/[\w./~-]+\.(?:js|mjs|css)\b/g) ?? []);
  expect(new Set(scripts).size).toBeGreaterThan(1);
  for (const script of new Set(scripts))
    all.push(await said(await fetch(`${stage().served.origin}${script}`)));
  expect(hits(all, await words())).toEqual([]);
  // Pages were really read: somebody who takes part does get the prompts.
  expect(
    hits(
      all,
      prompts.map(({ text }) => text),
    ).length,
  ).toBeGreaterThan(0);
});

test.each(["paid", "resting", "soon", "over"])(
  "nothing on the pages of the study %s, which lets nobody in, names an arm",
  async (studyId) => {
    const person = somebody(studyId);
    const all = await everyPage(person);
    for (const move of ["agree", "start", "finish", "nonsense"])
      all.push(await said(await person.move(move)));
    expect(hits(all, await words())).toEqual([]);
  },
);

test("no refusal names an arm that it was asked about", async () => {
  const { origin } = stage().served;
  const person = somebody("spoken");
  const all = [
    ...(await Promise.all(
      [
        "/dashboard",
        "/dashboard/spoken",
        "/reports/spoken/index.html",
        "/s/unknown",
        "/nothing",
      ].map(async (path) => said(await fetch(`${origin}${path}`))),
    )),
    ...(await Promise.all(
      ["/i/x", `/i/${"A".repeat(32)}`].map(async (path) => said(await person.picture(path))),
    )),
  ];
  for (const body of [
    submission(),
    { ...submission(), armId: "x" },
    {},
    [1],
    submission({ trialIndex: 23 }),
  ])
    all.push({ address: "answers", text: JSON.stringify(await person.answer(body)) });
  const own = (await words()).filter((word) => word !== "armId"); // the one that was sent comes back
  expect(hits(all, own)).toEqual([]);
  expect(hits(all, armIds)).toEqual([]);
});
