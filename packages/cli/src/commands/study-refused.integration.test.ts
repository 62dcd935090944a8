import path from "node:path";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DrawnStudy, drawnStudy, drawnStudyDocument } from "../drawn-study.fixture.ts";

let drawn: DrawnStudy;
let state: string;
beforeAll(async () => {
  drawn = await drawnStudy();
  state = drawn.freshState();
  drawn.write("watched.json", { ...drawnStudyDocument, id: "watched" });
  drawn.pairlab(state, "create", "watched.json");
});
afterAll(() => drawn.remove());

test("refused requests are told by kind, with how often and when last; a quiet study says so", async () => {
  expect(drawn.pairlab(state, "refused", "watched").stdout).toBe(
    "study watched has refused no request\n",
  );
  const database = await prepareDatabase(path.join(state, "pairlab.db"));
  const studyId = "watched";
  const at = (day: string) => new Date(`${day}T10:00:00Z`);
  await database.refusalCount.createMany({
    data: [
      { studyId, day: "2026-01-05", code: "malformed", count: 3, lastAt: at("2026-01-05") },
      { studyId, day: "2026-01-06", code: "malformed", count: 4, lastAt: at("2026-01-06") },
      { studyId, day: "2026-01-06", code: "too-long", count: 1, lastAt: at("2026-01-06") },
      { studyId: "", day: "2026-01-06", code: "too-long", count: 9, lastAt: at("2026-01-06") },
    ],
  });
  await database.refusal.create({
    data: { studyId, at: at("2026-01-06"), code: "too-long", reference: "7F3K-2Q" },
  });
  await database.$disconnect();
  const [first, second] = drawn.pairlab(state, "refused", "watched").stdout.split("\n");
  expect(first).toBe(
    "      7 malformed        on 2 days, last 2026-01-06T10:00:00.000Z  not what a page of ours sends",
  );
  expect(second).toMatch(/^ {6}1 too-long /);
  const told = JSON.parse(drawn.pairlab(state, "refused", "watched", "--json").stdout);
  expect([told.study, told.days.length, told.latest]).toEqual([
    "watched",
    3,
    [{ at: "2026-01-06T10:00:00.000Z", code: "too-long", reference: "7F3K-2Q" }],
  ]);
});

test("an unknown study is named, and none is made", () => {
  drawn.expectRefusal(state, ["refused", "nothing"], 3, /unknown study: nothing/);
});
