import { randomBytes } from "node:crypto";
import type { Database } from "@pairlab/db/client";
import { isDuplicate } from "@pairlab/db/is-duplicate";
import { KnownError } from "@pairlab/domain/errors";
import { z } from "zod";
import { type SessionStep, sessionSteps } from "../../core/flow.ts";
import { reference } from "../../core/reference.ts";

const Row = z.object({
  id: z.string(),
  studyId: z.string(),
  reference: z.string(),
  step: z.enum(sessionSteps),
  displayPx: z.int().nullable(),
});

/** One person in one study, as the flow needs it. */
export interface SessionRecord {
  id: string;
  studyId: string;
  reference: string;
  step: SessionStep;
  /** In which of the study's sizes pictures are shown; null: the largest, or not fixed yet. */
  displayPx: number | null;
  /** null until a form is leased; stays when the form goes to somebody else. */
  formIndex: number | null;
  /** `shared`: somebody else holds the form, or has filled it. */
  place: "own" | "shared";
  answered: number;
}

const attempts = 5;

/** A new session of somebody who has just agreed. The first row that knows of them. */
export async function createSession(
  database: Database,
  { studyId, consentSha256, now }: { studyId: string; consentSha256: string; now: Date },
): Promise<{ id: string; reference: string }> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      return await database.session.create({
        data: {
          id: randomBytes(16).toString("base64url"),
          studyId,
          raterId: `p-${randomBytes(9).toString("hex")}`,
          reference: reference(randomBytes(6)),
          step: "instructions",
          createdAt: now,
          consentedAt: now,
          consentSha256,
        },
        select: { id: true, reference: true },
      });
    } catch (error) {
      if (!isDuplicate(error)) throw error; // 30 random bits of a reference met twice: draw again
    }
  }
  throw new KnownError("conflict", "duplicate session reference", { hint: "try again" });
}

/** The session of an id; undefined when there is none. */
export async function findSession(
  database: Database,
  id: string,
): Promise<SessionRecord | undefined> {
  const found = await database.session.findUnique({
    where: { id },
    select: {
      id: true,
      studyId: true,
      reference: true,
      step: true,
      displayPx: true,
      lease: { select: { formIndex: true, form: { select: { sessionId: true } } } },
      _count: { select: { answers: { where: { revision: 0 } } } },
    },
  });
  if (found === null) return undefined;
  return {
    ...Row.parse(found),
    formIndex: found.lease?.formIndex ?? null,
    place: found.lease === null || found.lease.form.sessionId === id ? "own" : "shared",
    answered: found._count.answers,
  };
}

/** From one step to another; nothing happens when the session isn't at the first any more. */
export async function moveSession(
  database: Database,
  { id, from, to }: { id: string; from: SessionStep; to: SessionStep },
): Promise<void> {
  await database.session.updateMany({ where: { id, step: from }, data: { step: to } });
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
    const { studyId, formIndex, form } = await inside.lease.findUniqueOrThrow({
      where: { sessionId: id },
      include: { form: { select: { _count: { select: { trials: true } } } } },
    });
    const answered = await inside.answer.count({ where: { sessionId: id, revision: 0 } });
    if (answered !== form._count.trials)
      throw new KnownError("conflict", `missing answers: ${form._count.trials - answered}`, {
        hint: "go back to the study and answer the pairs that are left",
      });
    await inside.form.updateMany({
      where: { studyId, formIndex, finishedAt: null },
      data: { sessionId: id, renewedAt: now, finishedAt: now },
    });
  });
}

/** The study's completion code, for a session that is done and for no other. */
export async function completionCode(
  database: Database,
  sessionId: string,
): Promise<string | undefined> {
  const found = await database.session.findFirst({
    where: { id: sessionId, step: "done" },
    select: { study: { select: { completionCode: true } } },
  });
  return found?.study.completionCode;
}
