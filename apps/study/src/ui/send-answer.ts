import type { AnswerSubmission } from "../core/answer-submission.ts";
import type { AnswerReply, ErrorReply } from "../core/trial-view.ts";

/** How one attempt to send an answer ended. */
export type SendOutcome =
  | { status: "acknowledged"; reply: AnswerReply }
  | { status: "refused"; refusal: ErrorReply }
  | { status: "unreached" };

/** Of a server that is busy: neither a yes nor a no. */
const laterStatuses = [408, 425, 429];

/** Sends one answer once. `unreached`: no word from the server, so it must be sent again. */
export async function sendAnswer(url: string, answer: AnswerSubmission): Promise<SendOutcome> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(answer),
      keepalive: true, // a page that closes still sends its last answer
    });
    if (response.ok) {
      const reply: AnswerReply = await response.json();
      return { status: "acknowledged", reply };
    }
    if (response.status >= 500 || laterStatuses.includes(response.status))
      return { status: "unreached" };
    const refusal: ErrorReply = await response.json();
    return { status: "refused", refusal };
  } catch {
    return { status: "unreached" }; // no connection, or the answer was cut off: the id makes it safe to repeat
  }
}
