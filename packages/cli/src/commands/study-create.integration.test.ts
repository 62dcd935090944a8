import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { decodePicture, encodePng } from "@pairlab/pipeline/adapters/png";
import { pngChunkTypes } from "@pairlab/pipeline/core/essential-png";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type DrawnStudy,
  drawnPlan,
  drawnStudy,
  drawnStudyDocument,
} from "../drawn-study.fixture.ts";

let drawn: DrawnStudy;
let shared: string; // state of the tests that walk through one study
beforeAll(async () => {
  drawn = await drawnStudy();
  shared = drawn.freshState();
});
afterAll(() => drawn.remove());

test("create makes a draft with every picture padded to one length, and the same again is no change", async () => {
  const first = drawn.pairlab(shared, "create", "study.json", "--json");
  expect(first.stderr).not.toMatch(/error/);
  expect(JSON.parse(first.stdout)).toEqual({
    status: "created",
    id: "noise",
    forms: 6,
    trials: 72,
    pictures: 18,
    departures: [],
  });
  const stimuli = path.join(shared, "stimuli/noise");
  const pictures = readdirSync(stimuli).filter((name) => name.endsWith(".png"));
  expect(pictures.filter((name) => /^[0-9a-f]{32}\.png$/.test(name))).toHaveLength(18);
  expect(pictures.filter((name) => name.startsWith("practice-"))).toHaveLength(8);
  const bodies = pictures.map((name) => readFileSync(path.join(stimuli, name)));
  expect(new Set(bodies.map((body) => body.length)).size).toBe(1);
  for (const body of bodies)
    expect(new Set(pngChunkTypes(body))).toEqual(new Set(["IHDR", "IDAT", "paDd", "IEND"]));
  expect(readdirSync(path.join(shared, "stimuli"))).toEqual(["noise"]);

  const again = drawn.pairlab(shared, "create", "study.json", "--json");
  expect(again.status).toBe(0);
  expect(JSON.parse(again.stdout)).toMatchObject({ status: "exists" });
  expect(readdirSync(stimuli).filter((name) => name.endsWith(".png"))).toEqual(pictures);
});

test("a stimulus is the manifest's picture, scaled by the plan's kernel", async () => {
  const database = await prepareDatabase(path.join(shared, "pairlab.db"));
  const row = await database.stimulus.findFirstOrThrow({
    where: { studyId: "noise", armId: "blue", promptId: "p5" },
  });
  await database.$disconnect();
  const [original, shown] = await Promise.all([
    decodePicture(path.join(drawn.folder, "run/images/blue-p5.png")),
    decodePicture(path.join(shared, "stimuli", row.file)),
  ]);
  expect([shown.width, shown.height]).toEqual([64, 64]);
  for (const [x, y] of [
    [0, 0],
    [63, 63],
    [7, 20],
  ] as const) {
    const at = 3 * (y * 64 + x);
    const from = 3 * ((y >> 2) * 16 + (x >> 2));
    expect(shown.rgb.subarray(at, at + 3)).toEqual(original.rgb.subarray(from, from + 3));
  }
});

test("another document under the same id is a conflict", () => {
  const other = drawn.write("other.study.json", { ...drawnStudyDocument, title: "Another" });
  drawn.expectRefusal(
    shared,
    ["create", other],
    4,
    /^error {2}duplicate study: noise .*study.json/m,
  );
});

test("a study opens once, closes once, and never opens again", () => {
  const state = drawn.freshState();
  drawn.pairlab(state, "create", "study.json");
  drawn.expectRefusal(state, ["close", "noise"], 4, /mismatched state: study noise is draft/);
  expect(drawn.pairlab(state, "open", "noise").stdout).toBe("study noise is open\n");
  expect(drawn.pairlab(state, "open", "noise")).toMatchObject({
    status: 0,
    stdout: "study noise is open already\n",
  });
  expect(drawn.pairlab(state, "close", "noise").stdout).toBe("study noise is closed\n");
  drawn.expectRefusal(state, ["open", "noise"], 4, /mismatched state: study noise is closed/);
  drawn.expectRefusal(state, ["open", "nois"], 3, /unknown study: nois\nhint {3}known: noise/);
});

test("design --verify finds the plan's bytes, and a changed row as a difference", async () => {
  const state = drawn.freshState();
  drawn.pairlab(state, "create", "study.json");
  const good = drawn.pairlab(state, "design", "noise", "--verify");
  expect(good.stdout).toContain("verified: the plan compiles to the same bytes");
  expect(good.status).toBe(0);
  const database = await prepareDatabase(path.join(state, "pairlab.db"));
  const where = { studyId: "noise", formIndex: 1, trialIndex: 4 };
  const { left, right } = await database.trial.findFirstOrThrow({ where });
  await database.trial.updateMany({ where, data: { left: right, right: left } });
  await database.$disconnect();
  const bad = drawn.pairlab(state, "design", "noise", "--verify");
  expect(bad.stdout).toContain("mismatched design: form 1 trial 4: left is ");
  expect(bad.stdout).toContain("BROKEN");
  expect(bad.status).toBe(1);
});

test("links name the study; only the researcher's has the key", () => {
  expect(drawn.pairlab(shared, "link", "noise").stdout).toBe("http://127.0.0.1:3000/s/noise\n");
  const { stdout } = drawn.pairlab(shared, "link", "noise", "--researcher", "--url", "http://x:1/");
  const { researcherKey } = JSON.parse(readFileSync(path.join(shared, "secrets.json"), "utf8"));
  expect(stdout).toContain("http://x:1/dashboard/noise");
  expect(stdout).toContain(researcherKey);
  drawn.expectRefusal(shared, ["link", "nobody"], 3, /unknown study: nobody/);
  for (const url of ["study.example.org", "ftp://x", "https://x/sub"])
    drawn.expectRefusal(shared, ["link", "noise", "--url", url], 2, /invalid --url: /);
});

test("list and schema answer in text and in JSON", () => {
  expect(drawn.pairlab(shared, "list").stdout).toMatch(/^noise +draft +live +0\/6 {2}Noise\n$/);
  expect(JSON.parse(drawn.pairlab(shared, "list", "--json").stdout)).toMatchObject([
    { id: "noise" },
  ]);
  for (const name of ["study", "plan", "spec"])
    expect(JSON.parse(drawn.pairlab(shared, "schema", name).stdout)).toMatchObject({
      type: "object",
      additionalProperties: false,
    });
  drawn.expectRefusal(shared, ["schema", "vote"], 2, /unknown document: vote/);
  drawn.expectRefusal(shared, ["creat"], 2, /unknown command: study creat/);
});

test.each([
  [
    "an unknown key",
    { study: { titel: "x" } },
    2,
    /invalid an-unknown-key.json: unknown key titel/,
  ],
  [
    "an unknown key in the plan",
    { plan: { seeed: 1 } },
    2,
    /invalid .*plan.json: unknown key seeed/,
  ],
  ["an unknown arm", { plan: { arms: ["red", "purple"] } }, 2, /unknown arm: purple/],
  ["an unknown prompt", { plan: { promptIds: ["p0", "p9"] } }, 2, /unknown prompt: p9/],
  [
    "a form length that doesn't divide",
    { plan: { trialsPerForm: 14 } },
    2,
    /invalid trialsPerForm: 14/,
  ],
  [
    "a size that stretches pixels",
    { plan: { display: { displayPx: 100, kernel: "nearest" } } },
    2,
    /invalid displayPx: 100/,
  ],
  [
    "a smaller size that isn't smaller",
    {
      plan: {
        display: {
          ...{ displayPx: 64, kernel: "nearest" },
          smaller: [{ displayPx: 64, kernel: "lanczos3" }],
        },
      },
    },
    2,
    /invalid .*plan.json at display: each size is smaller than the one before/,
  ],
  [
    "a smaller size that stretches pixels",
    {
      plan: {
        display: {
          ...{ displayPx: 128, kernel: "nearest" },
          smaller: [{ displayPx: 100, kernel: "nearest" }],
        },
      },
    },
    2,
    /invalid displayPx: 100/,
  ],
  [
    "a plan that isn't there",
    { study: { plan: "nowhere.json" } },
    3,
    /missing file: .*nowhere.json/,
  ],
  [
    "a run that isn't there",
    { study: { manifest: "nowhere.json" } },
    3,
    /missing file: .*nowhere.json/,
  ],
])("%s is one error, one hint, and nothing is written", (name, change, status, message) => {
  const state = drawn.freshState();
  const word = name.replaceAll(/\W/g, "-");
  drawn.write(`${word}.plan.json`, { ...drawnPlan, ...("plan" in change ? change.plan : {}) });
  const file = drawn.write(`${word}.json`, {
    ...drawnStudyDocument,
    plan: `${word}.plan.json`,
    ...("study" in change ? change.study : {}),
  });
  drawn.expectRefusal(state, ["create", file], status, message);
  drawn.expectNothingWritten(state);
});

test.each([
  ["torn", (file: string) => truncateSync(file, 200), 2, /invalid picture: .*green-p3.png/],
  ["gone", (file: string) => rmSync(file), 3, /missing picture: .*green-p3.png/],
  [
    "another picture",
    async (file: string) =>
      writeFileSync(file, await encodePng({ rgb: new Uint8Array(768), width: 16, height: 16 })),
    2,
    /mismatched picture: .*green-p3.png/,
  ],
])("a picture that is %s is named, and nothing is written", async (_, spoil, status, message) => {
  const state = drawn.freshState();
  const run = path.join(state, "run");
  cpSync(path.join(drawn.folder, "run"), run, { recursive: true });
  await spoil(path.join(run, "images/green-p3.png"));
  const words = ["create", "study.json", "--manifest", path.join(run, "manifest.json")];
  drawn.expectRefusal(state, words, status, message);
  drawn.expectNothingWritten(state);
});
