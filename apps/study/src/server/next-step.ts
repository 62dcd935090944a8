import "server-only";
import { trialViews } from "../core/step-views.ts";
import type { Step } from "../core/trial-view.ts";
import { app } from "./app.ts";
import type { Participant } from "./read-visit.ts";
import { issueTokens } from "./repository/tokens.ts";

/** Where a session stands, with the pictures it may load now. Issues their tokens. */
export async function nextStep(participant: Participant): Promise<Step> {
  const { record, local, session, trials, now } = participant;
  if (session === undefined) throw new RangeError("a step without a session");
  const tokens = await issueTokens(app().database, { session, trials, now });
  const words = { questions: local.questions, promptTexts: record.promptTexts };
  const { answered, place } = session;
  return { answered, place, upcoming: trialViews(trials, tokens, words) };
}
