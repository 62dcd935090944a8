import type { Database } from "@pairlab/db/client";
import type { DesignForm } from "@pairlab/domain/design";
import { createRng } from "@pairlab/domain/random";
import { displayPx, seed, sha256 } from "./fixture-documents.ts";

const firstArrival = Date.UTC(2026, 0, 5, 9);
const minuteMs = 60_000;

/** One session on one form: done with all of it, or gone after nine trials. */
export async function addSession(
  database: Database,
  studyId: string,
  form: DesignForm,
  step: "trials" | "done",
): Promise<void> {
  const name = sha256(`${studyId} ${form.index}`);
  const createdAt = new Date(firstArrival + form.index * 7 * minuteMs);
  const finishedAt = step === "done" ? new Date(createdAt.getTime() + 4 * minuteMs) : null;
  await database.session.create({
    data: {
      ...{ id: name, studyId, step, createdAt, finishedAt, consentedAt: createdAt },
      raterId: `p-${name.slice(0, 18)}`,
      reference: `${name.slice(0, 4)}-${name.slice(4, 6)}`.toUpperCase(),
      consentSha256: sha256("consent"),
    },
  });
  await database.form.update({
    where: { studyId_formIndex: { studyId, formIndex: form.index } },
    data: { sessionId: name, renewedAt: createdAt, finishedAt },
  });
  await database.lease.create({
    data: { sessionId: name, studyId, formIndex: form.index, leasedAt: createdAt },
  });
  const taken = form.trials.slice(0, step === "done" ? undefined : 9);
  const indexes = taken.map(({ index }) => index);
  await addAnswers(database, name, indexes, createdAt.getTime() + minuteMs);
}

/** Answers of one session to some of its trials. */
export async function addAnswers(
  database: Database,
  sessionId: string,
  indexes: readonly number[],
  firstMs: number,
): Promise<void> {
  const rng = createRng(seed, `answers of ${sessionId}`);
  await database.answer.createMany({
    data: indexes.map((index) => ({
      sessionId,
      answerId: `fixture-${index}`,
      trialIndex: index,
      revision: 0,
      choice: rng.float() < 0.55 ? "left" : "right",
      inputDevice: "key",
      presentation: 1,
      rtMs: 700 + 5000 * rng.float() ** 2,
      loadMsLeft: 12,
      loadMsRight: 14,
      prematurePresses: 0,
      displayPx,
      devicePixelRatio: 1,
      windowWidthPx: 1280,
      windowHeightPx: 800,
      payloadSha256: sha256(`${sessionId} ${index}`),
      receivedAt: new Date(firstMs + index * 5000),
    })),
  });
}
