import { appendEntries } from "@pairlab/db/append-entries";
import type { Database } from "@pairlab/db/client";

const at = new Date("2026-02-01T09:00:00Z");
const referenceOf = (name: string) => `${name.toUpperCase()}-22`;

/** Somebody of the study `noise` who has filled a form and wrote about it, with what the chain says of that. */
export async function addPerson(
  database: Database,
  name: string,
  formIndex: number,
): Promise<void> {
  const sessionId = `session-of-${name}`;
  const answers = Array.from({ length: 12 }, (_, trialIndex) => ({
    ...{ sessionId, answerId: `answer-${name}-${trialIndex}`, trialIndex, revision: 0 },
    ...{ choice: trialIndex % 2 === 0 ? "left" : "right", inputDevice: "key", presentation: 1 },
    ...{ rtMs: 900, loadMsLeft: 1, loadMsRight: 1, prematurePresses: 0, displayPx: 64 },
    ...{
      skipNote: null,
      devicePixelRatio: 1,
      windowWidthPx: 1280,
      windowHeightPx: 800,
      payloadSha256: "",
    },
  }));
  const comment = { sessionId, kind: "open", text: `=${name} wrote this` };
  const times = { createdAt: at, consentedAt: at, finishedAt: at };
  await database.$transaction(async (inside) => {
    await inside.session.create({
      data: {
        ...{ id: sessionId, studyId: "noise", raterId: `p-${name}`, consentSha256: "c", ...times },
        ...{ step: "done", reference: referenceOf(name) },
      },
    });
    await inside.form.update({
      where: { studyId_formIndex: { studyId: "noise", formIndex } },
      data: { sessionId, renewedAt: at, finishedAt: at },
    });
    await inside.lease.create({ data: { sessionId, studyId: "noise", formIndex, leasedAt: at } });
    await inside.answer.createMany({ data: answers.map((row) => ({ ...row, receivedAt: at })) });
    await inside.comment.create({ data: { ...comment, receivedAt: at } });
    const receivedAt = at.toISOString();
    await appendEntries(inside, "noise", [
      ...answers.map((row) => ({ kind: "answer" as const, at, payload: { ...row, receivedAt } })),
      { kind: "comment" as const, at, payload: { ...comment, receivedAt } },
    ]);
  });
}
