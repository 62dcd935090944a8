import { createHash } from "node:crypto";
import type { Database } from "@pairlab/db/client";
import { isDuplicate } from "@pairlab/db/is-duplicate";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import { KnownError } from "@pairlab/domain/errors";
import type { Plan } from "@pairlab/domain/plan";
import type { AnswerSubmission } from "../../core/answer-submission.ts";
import { wasIssued } from "./tokens.ts";

export interface AnswerContext {
  session: { id: string; step: string; answered: number };
  studyIsOpen: boolean;
  plan: Pick<Plan, "ties" | "display">;
  now: Date;
}

/**
 * One answer, inserted exactly once; returns after the commit.
 *
 * The same answer sent again is `already-recorded`, and so is a second tab's late answer to a trial
 * that has one: the first counts.
 * Throws: KnownError: input for a choice or size outside the plan, refused for a trial that was
 *         never issued, conflict for a closed study, a trial out of order or a reused answer id.
 */
export async function recordAnswer(
  database: Database,
  submission: AnswerSubmission,
  context: AnswerContext,
): Promise<"recorded" | "already-recorded"> {
  const { answerId, trialIndex } = submission;
  const sessionId = context.session.id;
  const payloadSha256 = sha256(canonicalJson(submission));
  const isAnswered = trialIndex < context.session.answered;
  // An answer to the next trial needs no look for its id: a used one meets its unique key below.
  if (isAnswered && (await isRepeated(database, { sessionId, answerId, payloadSha256 })))
    return "already-recorded";
  checkPlan(submission, context);
  if (isAnswered) return "already-recorded";
  if (!(await wasIssued(database, sessionId, trialIndex)))
    throw new KnownError("refused", `unknown trial: ${trialIndex} was not issued`, {
      hint: "reload the page",
    });
  if (trialIndex > context.session.answered)
    throw new KnownError(
      "conflict",
      `mismatched trial: ${trialIndex}, but ${context.session.answered} is next`,
      { hint: "reload the page" },
    );
  try {
    await database.answer.create({
      data: { ...submission, sessionId, payloadSha256, receivedAt: context.now },
    });
    return "recorded";
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    await isRepeated(database, { sessionId, answerId, payloadSha256 });
    return "already-recorded";
  }
}

function checkPlan(submission: AnswerSubmission, { session, studyIsOpen, plan }: AnswerContext) {
  const { choice, displayPx } = submission;
  if (!studyIsOpen)
    throw new KnownError("conflict", "invalid answer: the study is closed", {
      hint: "reload the page; the answers before this one are kept",
    });
  if (session.step !== "trials")
    throw new KnownError("conflict", `mismatched step: ${session.step} instead of trials`, {
      hint: "reload the page",
    });
  const offered = ["left", "right", "skip", ...(plan.ties === "allowed" ? ["tie"] : [])];
  if (!offered.includes(choice))
    throw new KnownError("input", `invalid choice: ${choice}`, {
      hint: `one of ${offered.join(", ")}`,
    });
  if (displayPx !== plan.display.displayPx)
    throw new KnownError("input", `mismatched displayPx: ${displayPx}`, {
      hint: `the plan shows pictures at ${plan.display.displayPx} CSS pixels`,
    });
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
      hint: "make a new id for a new answer",
    });
  return found !== null;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
