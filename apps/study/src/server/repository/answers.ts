import { createHash } from "node:crypto";
import type { Database } from "@pairlab/db/client";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import { KnownError } from "@pairlab/domain/errors";
import type { Plan } from "@pairlab/domain/plan";
import type { AnswerSubmission } from "../../core/answer-submission.ts";
import { shownPx } from "../shown-px.ts";
import { enqueueAnswer } from "./answer-queue.ts";
import type { LeaseClock } from "./forms.ts";
import type { SessionRecord } from "./sessions.ts";
import { wasIssued } from "./tokens.ts";

export interface AnswerContext extends LeaseClock {
  session: SessionRecord;
  studyIsOpen: boolean;
  plan: Pick<Plan, "ties" | "bothBad" | "display">;
}

/** What became of an answer; with a recorded one whether the form is still its session's. */
export type AnswerOutcome =
  | { status: "recorded"; place: SessionRecord["place"] }
  | { status: "already-recorded" };

/**
 * One answer, inserted exactly once, with its link of the study's chain; returns after the commit.
 *
 * It is a sign of life: in the same transaction it renews the session's lease, or takes a form back that nobody
 * else has taken. Where somebody else has, the answer is kept like any other.
 *
 * The same answer sent again is `already-recorded`, and so is a second tab's late answer to a trial
 * that has one: the first counts. The last answer can be revised until the next one is given: a row beside it.
 * Throws: KnownError: input for a choice or size outside the plan, refused for a trial that was
 *         never issued, conflict for a closed study, a trial out of order or a reused answer id.
 */
export async function recordAnswer(
  database: Database,
  submission: AnswerSubmission,
  context: AnswerContext,
): Promise<AnswerOutcome> {
  const { answerId, trialIndex } = submission;
  const sessionId = context.session.id;
  const payloadSha256 = sha256(canonicalJson(submission));
  const isAnswered = trialIndex < context.session.answered;
  // An answer to the next trial needs no look for its id: a used one meets its unique key below.
  if (isAnswered && (await isRepeated(database, { sessionId, answerId, payloadSha256 })))
    return { status: "already-recorded" };
  const formIndex = checkedForm(submission, context);
  if (isAnswered && !isNextRevision(submission, context.session))
    return { status: "already-recorded" };
  if (!(await wasIssued(database, sessionId, trialIndex)))
    throw new KnownError("refused", `unknown trial: ${trialIndex} was not issued`, {
      code: "not-issued",
      hint: "reload the page",
    });
  if (trialIndex > context.session.answered)
    throw new KnownError(
      "conflict",
      `mismatched trial: ${trialIndex}, but ${context.session.answered} is next`,
      { code: "out-of-order", hint: "reload the page" },
    );
  if (!isAnswered && submission.revision > 0)
    throw new KnownError(
      "conflict",
      `mismatched revision: ${submission.revision} of trial ${trialIndex}, which has no answer yet`,
      { code: "out-of-order", hint: "send revision 0 first" },
    );
  const { studyId, isPreview } = context.session;
  const written = await enqueueAnswer(database, {
    row: { ...submission, sessionId, payloadSha256, receivedAt: context.now },
    ...{ studyId, formIndex, isPreview, clock: context },
  });
  if (written !== "not written") return { status: "recorded", place: written };
  await isRepeated(database, { sessionId, answerId, payloadSha256 });
  return { status: "already-recorded" };
}

/**
 * Whether an answer takes back the session's last one: only that can be, and only until the next.
 *
 * Throws: KnownError (conflict) when a revision before it hasn't come.
 */
function isNextRevision(
  { trialIndex, revision }: AnswerSubmission,
  { answered, lastRevision }: SessionRecord,
): boolean {
  if (trialIndex !== answered - 1 || lastRevision === null) return false;
  if (revision <= lastRevision + 1) return revision === lastRevision + 1;
  throw new KnownError(
    "conflict",
    `mismatched revision: ${revision} of trial ${trialIndex}, but ${lastRevision + 1} is next`,
    { code: "out-of-order", hint: "reload the page" },
  );
}

/** The form of a session that may give this answer. */
function checkedForm(
  submission: AnswerSubmission,
  { session, studyIsOpen, plan }: AnswerContext,
): number {
  const { choice, displayPx } = submission;
  if (!studyIsOpen)
    throw new KnownError("conflict", "invalid answer: the study is closed", {
      code: "closed",
      hint: "reload the page; the answers before this one are kept",
    });
  if (session.step !== "trials" || session.formIndex === null)
    throw new KnownError("conflict", `mismatched step: ${session.step} instead of trials`, {
      hint: "reload the page",
    });
  const offered = ["left", "right", "skip"];
  if (plan.ties === "allowed") offered.push("tie");
  if (plan.bothBad) offered.push("both_bad");
  if (!offered.includes(choice))
    throw new KnownError("input", `invalid choice: ${choice}`, {
      code: "outside-plan",
      hint: `one of ${offered.join(", ")}`,
    });
  const wantedPx = shownPx(session, plan);
  if (displayPx !== wantedPx)
    throw new KnownError("input", `mismatched displayPx: ${displayPx}`, {
      code: "outside-plan",
      hint: `pictures are shown at ${wantedPx} CSS pixels`,
    });
  return session.formIndex;
}

async function isRepeated(
  database: Database,
  given: { sessionId: string; answerId: string; payloadSha256: string },
): Promise<boolean> {
  const { sessionId, answerId, payloadSha256 } = given;
  const found = await database.answer.findUnique({
    where: { sessionId_answerId: { sessionId, answerId } },
    select: { payloadSha256: true },
  });
  if (found !== null && found.payloadSha256 !== payloadSha256)
    throw new KnownError("conflict", `duplicate answer id: ${answerId} with another content`, {
      code: "reused-id",
      hint: "make a new id for a new answer",
    });
  return found !== null;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
