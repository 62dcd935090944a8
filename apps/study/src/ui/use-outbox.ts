import { useCallback, useEffect, useRef, useState } from "react";
import type { AnswerSubmission } from "../core/answer-submission.ts";
import { retryDelayMs } from "../core/retry-delay-ms.ts";
import type { AnswerReply, ErrorReply } from "../core/trial-view.ts";
import { type SendOutcome, sendAnswer } from "./send-answer.ts";
import { waitForConnection } from "./wait-for-connection.ts";

export interface Outbox {
  /** Answers without the server's word. */
  waiting: number;
  /** The oldest of them has waited so long that a person should be told. */
  isSlow: boolean;
  send(answer: AnswerSubmission): void;
}

interface Listener {
  reply(reply: AnswerReply): void;
  refused(refusal: ErrorReply): void;
}

const slowAfterMs = 2000;

/** Sends answers at once and in order, one at a time, again and again until each is acknowledged. */
export function useOutbox(url: string, on: Listener): Outbox {
  const queue = useRef<AnswerSubmission[]>([]);
  const state = useRef<"idle" | "sending">("idle");
  const [waiting, setWaiting] = useState<readonly string[]>([]);
  const [slow, setSlow] = useState<string | null>(null);
  const heard = useRef(on);
  useEffect(() => {
    heard.current = on;
  });

  const oldest = waiting[0] ?? null;
  const look = useCallback(() => setWaiting(queue.current.map(({ answerId }) => answerId)), []);
  const sendAll = useCallback(async () => {
    if (state.current === "sending") return;
    state.current = "sending";
    let attempt = 0;
    for (let next = queue.current[0]; next !== undefined; next = queue.current[0]) {
      const outcome = await sendAnswer(url, next);
      if (outcome.status === "unreached") {
        await waitForConnection(retryDelayMs(attempt));
        attempt += 1;
        continue;
      }
      attempt = 0;
      queue.current = outcome.status === "refused" ? [] : queue.current.slice(1);
      look();
      tell(heard.current, outcome);
    }
    state.current = "idle";
  }, [url, look]);

  useEffect(() => {
    if (oldest === null) return;
    const timer = setTimeout(() => setSlow(oldest), slowAfterMs);
    return () => clearTimeout(timer);
  }, [oldest]);

  return {
    waiting: waiting.length,
    isSlow: oldest !== null && slow === oldest,
    send: (answer) => {
      queue.current.push(answer);
      look();
      void sendAll();
    },
  };
}

function tell(listener: Listener, outcome: Exclude<SendOutcome, { status: "unreached" }>): void {
  if (outcome.status === "refused") listener.refused(outcome.refusal);
  else listener.reply(outcome.reply);
}
