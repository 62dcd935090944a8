import { randomBytes } from "node:crypto";
import type { Database } from "@pairlab/db/client";
import { isDuplicate } from "@pairlab/db/is-duplicate";
import { openReader } from "@pairlab/db/writer";
import { KnownError } from "@pairlab/domain/errors";
import { StudyLanguage } from "@pairlab/domain/study-language";
import { z } from "zod";
import { type SessionExit, type SessionStep, sessionExits, sessionSteps } from "../../core/flow.ts";
import { reference } from "../../core/reference.ts";

const Row = z.object({
  id: z.string(),
  studyId: z.string(),
  reference: z.string(),
  step: z.enum(sessionSteps),
  displayPx: z.int().nullable(),
  exit: z.enum(sessionExits).nullable(),
  mistakes: z.int(),
  language: StudyLanguage,
  isPreview: z.boolean(),
});

/** One person in one study, as the flow needs it. */
export interface SessionRecord {
  id: string;
  studyId: string;
  reference: string;
  step: SessionStep;
  /** In which of the study's sizes pictures are shown; null: the largest, or not fixed yet. */
  displayPx: number | null;
  exit: SessionExit | null;
  /** Wrong answers to the comprehension question. */
  mistakes: number;
  language: StudyLanguage;
  /** A researcher's look: it holds no form and is in no count. */
  isPreview: boolean;
  /** null until a form is leased; stays when the form goes to somebody else. */
  formIndex: number | null;
  /** `shared`: somebody else holds the form, or has filled it. */
  place: "own" | "shared";
  answered: number;
  /** The latest revision of the last answered trial; null before the first answer. */
  lastRevision: number | null;
}

const attempts = 5;

/** Somebody who has just agreed. */
export interface NewSession {
  studyId: string;
  /** Of the consent text as they read it. */
  consentSha256: string;
  now: Date;
  step?: SessionStep;
  language?: StudyLanguage;
  /** Of the file with the app's sentences in that language. */
  textSha256?: string;
  isPreview?: boolean;
  /** Who came with an outside id; the id itself is kept apart. */
  person?: { pseudonym: string; id: string; visit: string | null } | undefined;
}

/** A new session: the first row that knows of somebody. A person who has one already gets that one. */
export async function createSession(
  database: Database,
  { studyId, now, person, step = "instructions", ...given }: NewSession,
): Promise<{ id: string; reference: string }> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      return await database.session.create({
        data: {
          ...given,
          id: randomBytes(16).toString("base64url"),
          studyId,
          raterId: `p-${randomBytes(9).toString("hex")}`,
          reference: reference(randomBytes(6)),
          step,
          createdAt: now,
          consentedAt: now,
          ...(person && {
            person: person.pseudonym,
            identity: { create: { externalId: person.id, visit: person.visit, receivedAt: now } },
          }),
        },
        select: { id: true, reference: true },
      });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const known = person && (await sessionOf(database, studyId, person.pseudonym));
      if (known) return known; // their second tab was faster
      // 30 random bits of a reference met twice: draw again
    }
  }
  throw new KnownError("conflict", "duplicate session reference", { hint: "try again" });
}

const sessionOf = (database: Database, studyId: string, person: string) =>
  database.session.findUnique({
    where: { studyId_person: { studyId, person } },
    select: { id: true, reference: true },
  });

const Found = Row.extend({
  isPreview: z.coerce.boolean(),
  formIndex: z.int().nullable(),
  holder: z.string().nullable(),
  lastIndex: z.int().nullable(),
  lastRevision: z.int().nullable(),
});

const byId = `
  SELECT "Session"."id", "Session"."studyId", "Session"."reference", "Session"."step",
    "Session"."displayPx", "Session"."exit", "Session"."mistakes", "Session"."language",
    "Session"."isPreview", "Lease"."formIndex", "Form"."sessionId" AS "holder",
    "Last"."trialIndex" AS "lastIndex", "Last"."revision" AS "lastRevision"
  FROM "Session"
  LEFT JOIN "Lease" ON "Lease"."sessionId" = "Session"."id"
  LEFT JOIN "Form" ON "Form"."studyId" = "Lease"."studyId" AND "Form"."formIndex" = "Lease"."formIndex"
  -- Trials are answered in their order, so the last row says how many are.
  LEFT JOIN "Answer" AS "Last" ON "Last"."seq" = (
    SELECT "seq" FROM "Answer" WHERE "sessionId" = "Session"."id"
    ORDER BY "trialIndex" DESC, "revision" DESC LIMIT 1)
  WHERE "Session"."id" = ?`;

/** The session of an id; undefined when there is none. One statement, since it is read for every answer. */
export async function findSession(
  database: Database,
  id: string,
): Promise<SessionRecord | undefined> {
  const reader = await openReader(database);
  const row = reader.first(byId, [id]);
  if (row === undefined) return undefined;
  const { holder, lastIndex, ...session } = Found.parse(row);
  const isOwn = session.formIndex === null || holder === id;
  const answered = lastIndex === null ? 0 : lastIndex + 1;
  return { ...session, answered, place: isOwn ? "own" : "shared" };
}

/** From one step to another; nothing happens when the session isn't at the first any more. */
export async function moveSession(
  database: Database,
  { id, from, to }: { id: string; from: SessionStep; to: SessionStep },
): Promise<void> {
  await database.session.updateMany({ where: { id, step: from }, data: { step: to } });
}

/** The end of a session before its trials; nothing happens when it isn't at the step any more. */
export async function endSession(
  database: Database,
  { id, from, exit }: { id: string; from: SessionStep; exit: SessionExit },
): Promise<void> {
  await database.session.updateMany({ where: { id, step: from, exit: null }, data: { exit } });
}

/** One more wrong answer to the comprehension question; counted once for a page that is sent twice. */
export async function countMistake(
  database: Database,
  { id, mistakes }: { id: string; mistakes: number },
): Promise<void> {
  await database.session.updateMany({
    where: { id, mistakes, step: "comprehension" },
    data: { mistakes: mistakes + 1 },
  });
}

/**
 * The end of a session, in one transaction that requires an answer to every trial of its form.
 *
 * The first to finish a form fills it, whoever holds it; who comes later is done all the same.
 *
 * Throws: KnownError (conflict) when answers are missing.
 */
export async function finishSession(database: Database, id: string, now: Date): Promise<void> {
  await database.$transaction(async (inside) => {
    // Written first: a deferred transaction that reads first can't be upgraded under a second writer.
    const moved = await inside.session.updateMany({
      where: { id, step: "trials" },
      data: { step: "done", finishedAt: now },
    });
    if (moved.count === 0) return;
    const { studyId, formIndex, form, session } = await inside.lease.findUniqueOrThrow({
      where: { sessionId: id },
      include: {
        form: { select: { _count: { select: { trials: true } } } },
        session: { select: { isPreview: true } },
      },
    });
    const answered = await inside.answer.count({ where: { sessionId: id, revision: 0 } });
    if (answered !== form._count.trials)
      throw new KnownError("conflict", `missing answers: ${form._count.trials - answered}`, {
        hint: "go back to the study and answer the pairs that are left",
      });
    if (session.isPreview) return; // its answers are in no count
    await inside.form.updateMany({
      where: { studyId, formIndex, finishedAt: null },
      data: { sessionId: id, renewedAt: now, finishedAt: now },
    });
  });
}

/** How long the last page shows the code. */
const codeShownMs = 30 * 24 * 60 * 60 * 1000;

/** The study's completion code, for a session that is done and for no other; undefined after thirty days, too. */
export async function completionCode(
  database: Database,
  sessionId: string,
  now: Date,
): Promise<string | undefined> {
  const found = await database.session.findFirst({
    where: {
      ...{ id: sessionId, step: "done" },
      finishedAt: { gte: new Date(now.getTime() - codeShownMs) },
    },
    select: { study: { select: { completionCode: true } } },
  });
  return found?.study.completionCode;
}
