import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { decodePicture } from "@pairlab/pipeline/adapters/png";
import { afterAll, beforeAll, expect, test } from "vitest";
import { drawRun } from "../drawn-run.fixture.ts";
import {
  type DrawnStudy,
  drawnPlan,
  drawnStudy,
  drawnStudyDocument,
} from "../drawn-study.fixture.ts";

let drawn: DrawnStudy;
beforeAll(async () => {
  drawn = await drawnStudy();
  await drawRun(path.join(drawn.folder, "sets"), { arms: drawnPlan.arms, prompts: 6, seeds: 3 });
});
afterAll(() => drawn.remove());

test("every declared size is prepared, each with one length of its own", async () => {
  const state = drawn.freshState();
  const display = {
    ...{ displayPx: 128, kernel: "nearest" },
    smaller: [
      { displayPx: 96, kernel: "nearest" },
      { displayPx: 70, kernel: "lanczos3" },
    ],
  };
  drawn.write("sizes.plan.json", { ...drawnPlan, display });
  const file = drawn.write("sizes.json", {
    ...drawnStudyDocument,
    id: "sizes",
    plan: "sizes.plan.json",
  });
  expect(drawn.pairlab(state, "create", file).status).toBe(0);
  const names = (folder: string) => readdirSync(folder).filter((name) => name.endsWith(".png"));
  const largest = path.join(state, "stimuli/sizes");
  for (const [px, folder] of [
    [128, largest],
    [96, path.join(largest, "96")],
    [70, path.join(largest, "70")],
  ] as const) {
    expect(names(folder)).toEqual(names(largest));
    const files = names(folder).map((name) => path.join(folder, name));
    const { width, height } = await decodePicture(files[0] ?? "");
    expect([width, height]).toEqual([px, px]);
    expect(new Set(files.map((one) => readFileSync(one).length)).size).toBe(1);
  }
});

const setStudy = (name: string, plan: object) => {
  drawn.write(`${name}.plan.json`, { ...drawnPlan, ...plan });
  return drawn.write(`${name}.json`, {
    ...drawnStudyDocument,
    ...{ id: name, plan: `${name}.plan.json`, manifest: "sets/manifest.json" },
  });
};

test("a set is one picture: each of the run's seeds once, whole pixels, in the seeds' order", async () => {
  const state = drawn.freshState();
  const file = setStudy("sets", { set: { pictures: 3 } });
  expect(drawn.pairlab(state, "create", file).status).toBe(0);
  const database = await prepareDatabase(path.join(state, "pairlab.db"));
  const row = await database.stimulus.findFirstOrThrow({
    where: { studyId: "sets", armId: "blue", promptId: "p5" },
  });
  expect(await database.stimulus.count()).toBe(18);
  await database.$disconnect();
  const shown = await decodePicture(path.join(state, "stimuli", row.file));
  expect([shown.width, shown.height]).toEqual([64, 64]);
  const at = (x: number, y: number) => [...shown.rgb.subarray((y * 64 + x) * 3).subarray(0, 3)];
  for (const [seed, left, top] of [
    [0, 8, 8],
    [1, 40, 8],
    [2, 8, 40],
  ] as const) {
    const name = seed === 0 ? "blue-p5.png" : `blue-p5-${seed}.png`;
    const made = await decodePicture(path.join(drawn.folder, "sets/images", name));
    expect(at(left, top)).toEqual([...made.rgb.subarray(0, 3)]);
    expect(at(left + 15, top + 15)).toEqual([...made.rgb.subarray(-3)]);
  }
  expect(at(50, 50)).toEqual([0xe6, 0xe6, 0xe6]);
});

test.each([
  ["one-picture", {}, 2, /invalid run: drawn has 3 seeds, a study shows one picture a prompt/],
  ["larger-set", { set: { pictures: 8 } }, 2, /has 3 seeds, the plan's sets have 8 pictures/],
  [
    "no-sizes",
    { set: { pictures: 3 }, display: { displayPx: 64, kernel: "nearest", smaller: [] } },
    2,
    /invalid no-sizes.plan.json/,
  ],
])("%s: seeds and sets that don't fit are refused", (name, plan, status, message) => {
  drawn.expectRefusal(drawn.freshState(), ["create", setStudy(name, plan)], status, message);
});

test("a plan takes from its protocol what it leaves open, and says where it departs", async () => {
  const state = drawn.freshState();
  const { questions: _, votesPerTask: __, ...open } = drawnPlan;
  drawn.write("add.plan.json", { ...open, protocol: "add-2023", ties: "allowed" });
  const file = drawn.write("add.json", { ...drawnStudyDocument, id: "add", plan: "add.plan.json" });
  const made = drawn.pairlab(state, "create", file, "--json");
  expect(JSON.parse(made.stdout)).toMatchObject({ trials: 144, departures: ["ties"] });
  expect(made.stderr).toContain("the plan departs from its protocol in ties");
  const database = await prepareDatabase(path.join(state, "pairlab.db"));
  const { plan } = await database.study.findUniqueOrThrow({ where: { id: "add" } });
  await database.$disconnect();
  expect(plan).toMatchObject({ protocol: "add-2023", votesPerTask: 4, ties: "allowed" });
  expect(plan).toHaveProperty(
    "questions.0.text",
    "Which image looks more representative to the text shown above and faithfully follows it?",
  );
  drawn.write("add.plan.json", { ...open, protocol: "nobodys" });
  const refused = ["create", file];
  drawn.expectRefusal(drawn.freshState(), refused, 2, /unknown protocol: nobodys/);
});
