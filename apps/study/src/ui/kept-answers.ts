import type { AnswerSubmission } from "../core/answer-submission.ts";
import { openAnswerStore } from "./answer-store.ts";

/** The answer store as the outbox needs it: what a browser can't do is an outcome, not an error. */
export interface KeptAnswers {
  /** What an earlier page left behind; undefined where the browser keeps nothing. */
  waiting(): Promise<AnswerSubmission[] | undefined>;
  /** Whether the answer would outlive this page. */
  keep(answer: AnswerSubmission): Promise<boolean>;
  drop(answers: readonly AnswerSubmission[]): Promise<void>;
}

/** Opens at once; every call waits for it, so calls reach the store in their order. */
export function keptAnswers(owner: string): KeptAnswers {
  const store = openAnswerStore(owner).catch(() => undefined);
  return {
    async waiting() {
      try {
        return await (await store)?.waiting();
      } catch {
        return undefined; // unreadable: this page's own answers still have its memory
      }
    },
    async keep(answer) {
      try {
        const open = await store;
        await open?.keep(answer);
        return open !== undefined;
      } catch {
        return false; // no room, or taken away meanwhile: the page is told
      }
    },
    async drop(answers) {
      try {
        await (await store)?.drop(answers);
      } catch {
        // What stays behind is sent again by the next page, and the server says that it has it.
      }
    },
  };
}
