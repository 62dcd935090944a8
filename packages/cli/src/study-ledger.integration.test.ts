import { readFileSync } from "node:fs";
import path from "node:path";
import type { Database } from "@pairlab/db/client";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DrawnStudy, drawnStudy } from "./drawn-study.fixture.ts";

let drawn: DrawnStudy;
beforeAll(async () => {
  drawn = await drawnStudy();
});
afterAll(() => drawn.remove());

const at = new Date("2026-02-01T09:00:00Z");
const studyId = "made-up";

/** Somebody on a form, with answers to its first trials. */
async function addPerson(
  database: Database,
  id: string,
  given: { formIndex?: number; answers: number; finishedAt?: Date },
): Promise<void> {
  const { formIndex, answers, finishedAt } = given;
  const times = { createdAt: at, consentedAt: at, ...(finishedAt && { finishedAt }) };
  await database.session.create({
    data: {
      ...{ id, studyId, raterId: `p-${id}`, reference: `REF-${id}`, consentSha256: "c", ...times },
      step: finishedAt === undefined ? "trials" : "done",
    },
  });
  if (formIndex === undefined) return;
  await database.lease.create({ data: { sessionId: id, studyId, formIndex, leasedAt: at } });
  await database.answer.createMany({
    data: Array.from({ length: answers }, (_, trialIndex) => ({
      ...{ sessionId: id, answerId: `${id} ${trialIndex}`, trialIndex, revision: 0 },
      ...{ choice: "left", inputDevice: "key", presentation: 1, rtMs: 900, loadMsLeft: 1 },
      ...{ loadMsRight: 1, prematurePresses: 0, displayPx: 64, devicePixelRatio: 1 },
      ...{ windowWidthPx: 1280, windowHeightPx: 800, payloadSha256: "", receivedAt: at },
    })),
  });
}

test("an export counts one person a form, names everybody else and why their answers don't count", async () => {
  const state = drawn.freshState();
  drawn.pairlab(state, "create", "simulated.study.json");
  drawn.pairlab(state, "open", studyId);
  drawn.pairlab(state, "simulate", studyId, "--participants", "5");
  const database = await prepareDatabase(path.join(state, "pairlab.db"));
  await addPerson(database, "late", { formIndex: 0, answers: 12, finishedAt: at });
  await addPerson(database, "gone", { formIndex: 5, answers: 3 });
  await addPerson(database, "next", { formIndex: 5, answers: 4 });
  await addPerson(database, "early", { answers: 0 });
  await database.form.update({
    where: { studyId_formIndex: { studyId, formIndex: 5 } },
    data: { sessionId: "next", renewedAt: at },
  });
  await database.$disconnect();

  const out = path.join(drawn.folder, "export-left");
  const exported = drawn.pairlab(state, "export", studyId, "--out", out);
  expect(exported.stderr).toContain("7 votes of unfinished sessions were left out");
  expect(exported.stderr).toContain("12 votes beyond the plan were left out");
  const rows = (name: string) => {
    const [head = "", ...lines] = readFileSync(path.join(out, name), "utf8").trim().split("\n");
    const columns = head.split(",");
    return lines.map((line) =>
      Object.fromEntries(line.split(",").map((value, place) => [columns[place] ?? "", value])),
    );
  };
  expect(rows("votes.csv")).toHaveLength(60);
  const missing = rows("missing.csv");
  expect(missing).toHaveLength(12);
  expect(new Set(missing.map(({ form, reason }) => `${form} ${reason}`))).toEqual(
    new Set(["5 incomplete"]),
  );
  const people = rows("sessions.csv").map(
    ({ rater, form, outcome, answered }) => `${rater} ${form || "-"} ${outcome} ${answered}`,
  );
  expect(people).toEqual([
    "sim-0001 0 fills 12",
    "p-late 0 surplus 12",
    ...[2, 3, 4, 5].map((person) => `sim-000${person} ${person - 1} fills 12`),
    "p-gone 5 incomplete 3",
    "p-next 5 incomplete 4",
    "p-early - no form 0",
  ]);
  const analysis = JSON.parse(
    drawn.run(state, "analyse", studyId, "--out", path.join(drawn.folder, "s.json"), "--json")
      .stdout,
  );
  expect(analysis.counts).toMatchObject({
    votesPlanned: 72,
    votes: 60,
    raters: 5,
    leftOut: [{ reason: "incomplete", votes: 12 }],
  });
  const design = drawn.pairlab(state, "design", studyId, "--verify");
  expect(design.status).toBe(0);
});
