import { useCallback, useEffect, useRef, useState } from "react";
import type { AnswerSubmission } from "../core/answer-submission.ts";
import { retryDelayMs } from "../core/retry-delay-ms.ts";
import type { AnswerReply, ErrorReply } from "../core/trial-view.ts";
import { sendAnswer } from "./send-answer.ts";

export interface Outbox {
  /** Answers without the server's word. */
  waiting: number;
  /** The oldest of them has waited so long that a person should be told. */
  isSlow: boolean;
  send(answer: AnswerSubmission): void;
}

const slowAfterMs = 2000;

/** Sends answers at once and in order, one at a time, again and again until each is acknowledged. */
export function useOutbox(
  url: string,
  on: { reply: (reply: AnswerReply) => void; refused: (refusal: ErrorReply) => void },
): Outbox {
  const queue = useRef<AnswerSubmission[]>([]);
  const state = useRef<"idle" | "sending">("idle");
  const [waiting, setWaiting] = useState(0);
  const [isSlow, setSlow] = useState(false);
  const heard = useRef(on);
  useEffect(() => {
    heard.current = on;
  });

  const sendAll = useCallback(async () => {
    if (state.current === "sending") return;
    state.current = "sending";
    let attempt = 0;
    for (let next = queue.current[0]; next !== undefined; next = queue.current[0]) {
      const outcome = await sendAnswer(url, next);
      if (outcome.status === "unreached") {
        await new Promise((resolve) => setTimeout(resolve, retryDelayMs(attempt)));
        attempt += 1;
        continue;
      }
      attempt = 0;
      queue.current.shift();
      setWaiting(queue.current.length);
      setSlow(false);
      if (outcome.status === "refused") {
        queue.current = [];
        heard.current.refused(outcome.refusal);
      } else heard.current.reply(outcome.reply);
    }
    state.current = "idle";
  }, [url]);

  useEffect(() => {
    if (waiting === 0) return;
    const timer = setTimeout(() => setSlow(true), slowAfterMs);
    return () => clearTimeout(timer);
  }, [waiting]);

  return {
    waiting,
    isSlow: isSlow && waiting > 0,
    send: (answer) => {
      queue.current.push(answer);
      setWaiting(queue.current.length);
      void sendAll();
    },
  };
}
