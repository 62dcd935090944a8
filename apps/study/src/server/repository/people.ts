import { createHash, createHmac, randomBytes } from "node:crypto";
import type { Database } from "@pairlab/db/client";

/**
 * The pseudonym of an outside id in one study: the same id gives the same one, and nobody without the study's
 * key can go back. The key is made at the first arrival.
 */
export async function personOf(
  database: Database,
  studyId: string,
  outsideId: string,
): Promise<string> {
  const key = (await keyOf(database, studyId)) ?? (await makeKey(database, studyId));
  return createHmac("sha256", key).update(outsideId).digest("base64url");
}

async function keyOf(database: Database, studyId: string): Promise<string | null> {
  const { personKey } = await database.study.findUniqueOrThrow({
    where: { id: studyId },
    select: { personKey: true },
  });
  return personKey;
}

async function makeKey(database: Database, studyId: string): Promise<string> {
  const made = randomBytes(32).toString("base64url");
  await database.study.updateMany({
    where: { id: studyId, personKey: null },
    data: { personKey: made },
  });
  return (await keyOf(database, studyId)) ?? made; // of two first arrivals one has made it
}

/** The session of a person, an erased one too; undefined before they have agreed. */
export async function sessionOfPerson(
  database: Database,
  studyId: string,
  person: string,
): Promise<string | undefined> {
  const where = { studyId_person: { studyId, person } };
  const found = await database.session.findUnique({ where, select: { id: true } });
  if (found !== null) return found.id;
  const erased = await database.erasure.findUnique({ where, select: { sessionId: true } });
  return erased?.sessionId;
}

/** The outside id somebody came with; undefined where they had none, or it was forgotten. */
export async function outsideIdOf(
  database: Database,
  sessionId: string,
): Promise<string | undefined> {
  const found = await database.identity.findUnique({
    where: { sessionId },
    select: { externalId: true },
  });
  return found?.externalId;
}

/** Whether a study knows an invitation's code. */
export async function isInvitation(
  database: Database,
  studyId: string,
  code: string,
): Promise<boolean> {
  const codeSha256 = createHash("sha256").update(code).digest("hex");
  return (await database.invitation.count({ where: { studyId, codeSha256 } })) === 1;
}

/** How many people have agreed to take part and weren't let go: what a cap counts. */
export const participants = (database: Database, studyId: string): Promise<number> =>
  database.session.count({ where: { studyId, isPreview: false, exit: null } });
