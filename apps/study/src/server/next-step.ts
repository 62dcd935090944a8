import "server-only";
import { trialViews } from "../core/step-views.ts";
import type { Step } from "../core/trial-view.ts";
import { app } from "./app.ts";
import type { Participant } from "./read-visit.ts";
import { issueTokens } from "./repository/tokens.ts";

/** Where a session stands, with the pictures it may load now. Issues their tokens. */
export async function nextStep({ record, session, trials, now }: Participant): Promise<Step> {
  if (session === undefined) throw new RangeError("a step without a session");
  const tokens = await issueTokens(app().database, { session, trials, now });
  const words = { questions: record.plan.questions, promptTexts: record.promptTexts };
  const { answered, place } = session;
  return { answered, place, upcoming: trialViews(trials, tokens, words) };
}
