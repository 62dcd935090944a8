import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Database } from "@pairlab/db/client";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { trialRows } from "@pairlab/db/trial-rows";
import type { Plan } from "@pairlab/domain/plan";
import type { Study } from "@pairlab/domain/study";
import type { z } from "zod";
import { compileDesign } from "../src/core/design.ts";
import { manifest, plan, sha256, study } from "./fixture-documents.ts";
import {
  largeFile,
  layOutPractice,
  paintLargeStimuli,
  paintStimuli,
  stimuli,
} from "./fixture-pictures.ts";
import { addSession } from "./fixture-session.ts";

export const secrets = { sessionKey: "s".repeat(64), researcherKey: "r".repeat(43) };
export const completionCode = "FIXTURE-CODE-41";

export interface Fixture {
  dataDir: string;
  database: Database;
  remove(): Promise<void>;
}

export interface FixtureStudy {
  id: string;
  state?: "draft" | "open" | "paused" | "closed";
  mode?: "live" | "simulated";
  ties?: "none" | "allowed";
  /** Whether it has pictures for smaller windows, too. */
  hasSmaller?: boolean;
  /** What its plan.json says beside the usual. */
  plan?: Partial<z.input<typeof Plan>>;
  /** Its pictures are of 512 pixels, those of two arms repeated from 128; only of its plan's prompts. */
  isLarge?: boolean;
  /** What its study.json says beside the usual. */
  document?: Partial<z.input<typeof Study>>;
  /** Codes that let people in. */
  invitations?: readonly string[];
  /** Forms that aren't there; default: none is missing. */
  withoutForms?: boolean;
  /** Sessions that are done, one a form; -1: one for every form. */
  finished?: number;
  /** Sessions that stopped in the middle of their form. */
  stopped?: number;
}

/** A state folder as the command line would make it, with a few studies whose pictures are painted here. */
export async function createFixture(studies: readonly FixtureStudy[]): Promise<Fixture> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "pairlab-study-"));
  writeFileSync(path.join(dataDir, "secrets.json"), JSON.stringify(secrets));
  const stimuliFolder = path.join(dataDir, "stimuli");
  paintStimuli(stimuliFolder);
  const database = await prepareDatabase(path.join(dataDir, "pairlab.db"));
  for (const one of studies) {
    layOutPractice(stimuliFolder, one.id);
    if (one.isLarge) paintLargeStimuli(stimuliFolder, one.plan?.promptIds ?? []);
    await addStudy(database, one);
    if (one.mode === "simulated") writeReport(dataDir, one.id);
  }
  return {
    dataDir,
    database,
    remove: async () => {
      await database.$disconnect();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function addStudy(database: Database, given: FixtureStudy): Promise<void> {
  const { id, state = "open", mode = "live", ties = "none", hasSmaller = false } = given;
  const documents = {
    study: study(id, mode, given.document),
    plan: plan(ties, hasSmaller, given.plan),
    manifest,
  };
  const planSha256 = sha256(`plan ${ties} ${hasSmaller} ${JSON.stringify(given.plan)}`);
  const design = compileDesign(documents.plan, manifest, planSha256);
  const openedAt = new Date("2026-01-01T00:00:00Z");
  await database.study.create({
    data: {
      ...{ id, mode, state, completionCode, openedAt, planSha256, ...documents },
      title: documents.study.title,
      consentSha256: sha256("consent"),
      designSha256: sha256("design"),
      manifestSha256: sha256("manifest"),
      createdAt: openedAt,
      ...(state === "closed" && { closedAt: new Date("2026-01-09T00:00:00Z") }),
    },
  });
  await database.stimulus.createMany({
    data: stimuli.map(({ colour: _, ...stimulus }, index) => ({
      ...stimulus,
      file: given.isLarge ? largeFile(stimulus.file) : stimulus.file,
      studyId: id,
      id: sha256(`${id} ${index}`).slice(0, 32),
    })),
  });
  await database.invitation.createMany({
    data: (given.invitations ?? []).map((code) => ({
      ...{ studyId: id, codeSha256: sha256(code), createdAt: openedAt },
    })),
  });
  if (given.withoutForms) return;
  await database.form.createMany({
    data: design.forms.map(({ index }) => ({ studyId: id, formIndex: index })),
  });
  await database.trial.createMany({
    data: design.forms.flatMap((form) => trialRows(id, form)),
  });
  const { finished = 0, stopped = 0 } = given;
  const done = finished === -1 ? design.forms.length : finished;
  for (const form of design.forms.slice(0, done + stopped))
    await addSession(database, id, form, form.index < done ? "done" : "trials");
}

/** A page where the command line would put a report. */
function writeReport(dataDir: string, studyId: string): void {
  const folder = path.join(dataDir, "reports", `2026-01-05-${studyId}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "summary.json"), JSON.stringify({ study: { id: studyId } }));
  writeFileSync(
    path.join(folder, "index.html"),
    `<!doctype html><html lang="en"><title>Report</title><main><h1>Report of ${studyId}</h1></main></html>`,
  );
}
