import { createHash } from "node:crypto";
import type { Database } from "@pairlab/db/client";
import { trialRows } from "@pairlab/db/trial-rows";
import { Plan } from "@pairlab/domain/plan";
import { displayPx, manifest, study as studyDocument } from "../../../e2e/fixture-documents.ts";
import type { AnswerSubmission } from "../../core/answer-submission.ts";
import { compileDesign } from "../../core/design.ts";
import { recordAnswer } from "./answers.ts";
import { formTrials } from "./form-trials.ts";
import { leaseForm, renewLease } from "./forms.ts";
import { createSession, findSession, finishSession, moveSession } from "./sessions.ts";
import { issueTokens } from "./tokens.ts";

export const idleMinutes = 30;
export const trialsPerForm = 4;
const [one, other] = manifest.arms.map(({ id }) => id);

/** One pair of arms, so many votes for each of four prompts: `votes` forms of four trials. */
export const smallPlan = (votes: number) =>
  Plan.parse({
    version: 1,
    arms: [one, other],
    promptIds: manifest.prompts.slice(0, trialsPerForm).map(({ id }) => id),
    questions: [{ id: "q", title: "Q", text: "Which looks better?", showPrompt: false }],
    votesPerTask: votes,
    trialsPerForm,
    seed: 5,
    leaseIdleMinutes: idleMinutes,
    display: { displayPx, kernel: "nearest" },
  });

/** An open live study of a few short forms. */
export async function addSmallStudy(database: Database, id: string, votes: number): Promise<void> {
  const plan = smallPlan(votes);
  const { forms } = compileDesign(plan, manifest, "small");
  const documents = { study: studyDocument(id, "live"), plan, manifest };
  const hashes = { planSha256: "p", consentSha256: "c", designSha256: "d", manifestSha256: "m" };
  await database.study.create({
    data: {
      ...{ id, mode: "live", title: "Small", state: "open", completionCode: "SMALL-CODE" },
      ...{ ...documents, ...hashes, createdAt: new Date(0) },
    },
  });
  await database.stimulus.createMany({
    data: plan.arms.flatMap((armId) =>
      (plan.promptIds ?? []).map((promptId) => ({
        ...{ id: `${id} ${armId} ${promptId}`, studyId: id, armId, promptId },
        ...{ pixelsSha256: "", file: "" },
      })),
    ),
  });
  await database.form.createMany({
    data: forms.map(({ index }) => ({ studyId: id, formIndex: index })),
  });
  await database.trial.createMany({
    data: forms.flatMap((form) => trialRows(id, form)),
  });
}

/** Somebody new, in front of Start. */
export async function participant(database: Database, studyId: string): Promise<TestParticipant> {
  const { id } = await createSession(database, {
    ...{ studyId, consentSha256: "c", now: new Date(0) },
  });
  await moveSession(database, { id, from: "instructions", to: "practice" });
  return asParticipant(database, id);
}

export type TestParticipant = ReturnType<typeof asParticipant>;

/** Somebody who takes part without a browser, at the times they are told. */
export function asParticipant(database: Database, id: string) {
  const found = async () => {
    const session = await findSession(database, id);
    if (session === undefined) throw new RangeError(`no session ${id}`);
    return session;
  };
  const clock = (now: Date) => ({ now, idleMs: idleMinutes * 60_000 });
  return {
    id,
    found,
    start: async (now: Date) => {
      const { studyId } = await found();
      const displayPxOf = async () => displayPx;
      return leaseForm(database, { studyId, sessionId: id, displayPxOf, ...clock(now) });
    },
    /** The next trial's answer; `submitted` to send the same again. */
    async answer(now: Date, submitted?: AnswerSubmission) {
      const session = await found();
      const study = { id: session.studyId, designSha256: "d" };
      const trials = await formTrials(database, study, session.formIndex ?? -1);
      await issueTokens(database, { session, trials, now, onIssued: () => undefined });
      const answer = submitted ?? submission(`${id} ${session.answered}`, session.answered);
      return recordAnswer(database, answer, {
        ...{ session, studyIsOpen: true, plan: smallPlan(2), ...clock(now) },
      });
    },
    keepPlace: async (now: Date) => {
      const { studyId, formIndex } = await found();
      const held = await renewLease(
        database,
        { id, studyId, formIndex: formIndex ?? -1 },
        clock(now),
      );
      return held.count;
    },
    finish: (now: Date) => finishSession(database, id, now),
  };
}

/** An answer whose id follows from a name: the same name is the same answer. */
export const submission = (name: string, trialIndex: number): AnswerSubmission => ({
  ...{ answerId: uuidOf(name), trialIndex, revision: 0, choice: "left", inputDevice: "key" },
  ...{ skipReason: null, skipNote: null, presentation: 1, onsetMs: 2000, rtMs: 900 },
  ...{ loadMsLeft: 1, loadMsRight: 1, zoomMs: 0, flips: 0, hiddenMs: 0, blurCount: 0 },
  ...{
    prematurePresses: 0,
    stimulusPx: displayPx,
    displayPx,
    devicePixelRatio: 1,
    windowWidthPx: 1280,
    windowHeightPx: 800,
  },
});

const uuidOf = (name: string): string =>
  createHash("sha256")
    .update(name)
    .digest("hex")
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
