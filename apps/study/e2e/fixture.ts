import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Database } from "@pairlab/db/client";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { armIds, displayPx, manifest, plan, prompts, sha256, study } from "./fixture-documents.ts";
import { paintedPng } from "./painted-png.ts";

export const secrets = { sessionKey: "s".repeat(43), researcherKey: "r".repeat(43) };
export const completionCode = "FIXTURE-CODE-41";

export interface Fixture {
  dataDir: string;
  database: Database;
  remove(): Promise<void>;
}

export interface FixtureStudy {
  id: string;
  forms: number;
  state?: "draft" | "open" | "closed";
  mode?: "live" | "simulated";
  ties?: "none" | "allowed";
}

/** A state folder with one small study (or several) whose pictures are painted here. */
export async function createFixture(studies: readonly FixtureStudy[]): Promise<Fixture> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "pairlab-study-"));
  writeFileSync(path.join(dataDir, "secrets.json"), JSON.stringify(secrets));
  const database = await prepareDatabase(path.join(dataDir, "pairlab.db"));
  for (const one of studies) await addStudy(database, dataDir, one);
  return {
    dataDir,
    database,
    remove: async () => {
      await database.$disconnect();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function addStudy(database: Database, dataDir: string, given: FixtureStudy): Promise<void> {
  const { id, forms, state = "open", mode = "live", ties = "none" } = given;
  const now = new Date("2026-01-01T00:00:00Z");
  const documents = { study: study(id, mode), plan: plan(ties, Math.max(1, forms)), manifest };
  await database.study.create({
    data: {
      id,
      mode,
      title: documents.study.title,
      state,
      ...documents,
      planSha256: sha256("plan"),
      consentSha256: sha256("consent"),
      designSha256: sha256("design"),
      manifestSha256: sha256("manifest"),
      completionCode,
      createdAt: now,
      openedAt: now,
    },
  });
  paintStimuli(dataDir, id);
  await database.stimulus.createMany({ data: stimulusRows(id) });
  for (let formIndex = 0; formIndex < forms; formIndex += 1) {
    await database.form.create({ data: { studyId: id, formIndex } });
    await database.trial.createMany({ data: trialRows(id, formIndex) });
  }
}

const stimulusRows = (studyId: string) =>
  armIds.flatMap((armId) =>
    prompts.map(({ id: promptId }) => ({
      id: sha256(`${studyId} ${armId} ${promptId}`).slice(0, 32),
      studyId,
      armId,
      promptId,
      pixelsSha256: sha256(`pixels of ${armId} ${promptId}`),
      file: `${studyId}/${sha256(`${armId} ${promptId}`).slice(0, 16)}.png`,
    })),
  );

/** The forms of a small design: blocks in both orders, sides swapped in every second form. */
function trialRows(studyId: string, formIndex: number) {
  const questionIds = ["q-quality", "q-prompt"];
  const blocks = formIndex % 2 === 0 ? questionIds : [...questionIds].reverse();
  return blocks.flatMap((questionId, block) =>
    prompts.map(({ id: promptId }, place) => {
      const swapped = (place + block + formIndex) % 2 === 1;
      return {
        ...{ studyId, formIndex, block, questionId, promptId },
        trialIndex: block * prompts.length + place,
        left: armIds[swapped ? 1 : 0],
        right: armIds[swapped ? 0 : 1],
        role: "trial",
      };
    }),
  );
}

function paintStimuli(dataDir: string, studyId: string): void {
  const folder = path.join(dataDir, "stimuli", studyId);
  mkdirSync(folder, { recursive: true });
  for (const [arm, armId] of armIds.entries())
    for (const [place, { id }] of prompts.entries())
      writeFileSync(
        path.join(folder, `${sha256(`${armId} ${id}`).slice(0, 16)}.png`),
        paintedPng(displayPx, (x, y) => painted(x, y, arm, place)),
      );
  const practice = [
    { id: "one", promptText: "a blue square", left: "blue", right: "noise", better: "left" },
    { id: "two", promptText: "a yellow square", left: "noise", right: "yellow", better: "right" },
  ];
  writeFileSync(path.join(folder, "practice.json"), JSON.stringify(practice));
  for (const [pair, sides] of [
    ["blue", "noise"],
    ["noise", "yellow"],
  ].entries())
    for (const [place, kind] of sides.entries())
      writeFileSync(
        path.join(folder, `practice-${pair}-${place === 0 ? "left" : "right"}.png`),
        paintedPng(displayPx, (x, y) => practised(kind, x, y)),
      );
}

/** A soft hill under a sky; the arms differ in their colours, the prompts in their hills. */
function painted(x: number, y: number, arm: number, place: number): [number, number, number] {
  const hill = 230 + 40 * Math.sin(x / (40 + 15 * place) + arm);
  if (y > hill) return arm === 0 ? [70, 125, 90] : [120, 110, 70];
  const sun = Math.hypot(x - 90 - 60 * place, y - 90) < 34 + 10 * arm;
  if (sun) return [250, 190, 60];
  return arm === 0 ? [190, 220, 250 - Math.floor(y / 8)] : [235, 215, 225 - Math.floor(y / 8)];
}

function practised(kind: string, x: number, y: number): [number, number, number] {
  const square = Math.abs(x - 192) < 100 && Math.abs(y - 192) < 100;
  if (kind === "noise")
    return [(x * 7919 + y * 104729) % 256, (x * y) % 256, (x * 31 + y * 17) % 256];
  if (!square) return [245, 245, 245];
  return kind === "blue" ? [40, 90, 210] : [240, 200, 40];
}
