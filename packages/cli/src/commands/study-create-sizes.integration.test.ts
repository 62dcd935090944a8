import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { decodePicture } from "@pairlab/pipeline/adapters/png";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type DrawnStudy,
  drawnPlan,
  drawnStudy,
  drawnStudyDocument,
} from "../drawn-study.fixture.ts";

let drawn: DrawnStudy;
beforeAll(async () => {
  drawn = await drawnStudy();
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
