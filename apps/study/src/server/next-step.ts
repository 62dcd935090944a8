import "server-only";
import { sizedFile } from "../core/sized-file.ts";
import { trialViews } from "../core/step-views.ts";
import type { Step } from "../core/trial-view.ts";
import { wordsIn } from "../texts/words-in.ts";
import { app } from "./app.ts";
import { readAhead } from "./read-ahead.ts";
import type { Underway } from "./read-underway.ts";
import { issueTokens } from "./repository/tokens.ts";
import { shownPx } from "./shown-px.ts";

/** Where a session stands, with the pictures it may load now. Issues their tokens. */
export async function nextStep({ record, local, session, trials, now }: Underway): Promise<Step> {
  const { display } = record.plan;
  const size = shownPx(session, record.plan);
  const tokens = await issueTokens(app().database, {
    ...{ session, trials, now },
    onIssued: (files) => readAhead(files.map((file) => sizedFile(file, size, display.displayPx))),
  });
  const words = {
    ...{ questions: local.questions, promptTexts: record.promptTexts },
    instruction: wordsIn(local.language).trial.check,
  };
  const { answered, lastRevision, place } = session;
  return { answered, lastRevision, place, upcoming: trialViews(trials, tokens, words) };
}
