import { useCallback, useEffect, useRef, useState } from "react";
import type { AnswerSubmission } from "../core/answer-submission.ts";
import { retryDelayMs } from "../core/retry-delay-ms.ts";
import type { AnswerReply, ErrorReply } from "../core/trial-view.ts";
import { type KeptAnswers, keptAnswers } from "./kept-answers.ts";
import { type SendOutcome, sendAnswer } from "./send-answer.ts";
import { useLeaveWarning } from "./use-leave-warning.ts";
import { waitForConnection } from "./wait-for-connection.ts";

export interface Outbox {
  /** What an earlier page left behind is in the queue: until then nobody knows which pair is next. */
  isRead: boolean;
  /** Answers without the server's word. */
  waiting: number;
  /** The oldest of them has waited so long that a person should be told. */
  isSlow: boolean;
  /** They outlive this page. False where the browser has no storage, or none left. */
  isKept: boolean;
  send(answer: AnswerSubmission): void;
}

interface Listener {
  /** Answers of an earlier page, found in this browser. */
  found(answers: readonly AnswerSubmission[]): void;
  reply(reply: AnswerReply): void;
  refused(refusal: ErrorReply): void;
}

interface Place {
  url: string;
  /** Whose answers: one browser may be used by several people. */
  owner: string;
}

const slowAfterMs = 2000;

/**
 * Sends answers at once and in order, one at a time, again and again until each is acknowledged.
 *
 * Each is written to the browser's storage with the press and dropped from it with the server's word, so whatever
 * ends a page in between, the next one sends it. Sending doesn't wait for the storage: both begin with the press.
 */
export function useOutbox({ url, owner }: Place, on: Listener): Outbox {
  const queue = useRef<AnswerSubmission[]>([]);
  const kept = useRef<KeptAnswers | null>(null);
  const state = useRef<"idle" | "sending">("idle");
  const earlier = useRef<ReadonlySet<string>>(new Set());
  const [waiting, setWaiting] = useState<readonly string[]>([]);
  const [isRead, setRead] = useState(false);
  const [isKept, setKept] = useState(true);
  const heard = useRef(on);
  useEffect(() => {
    heard.current = on;
  });

  const look = useCallback(() => setWaiting(queue.current.map(({ answerId }) => answerId)), []);
  const sendAll = useCallback(async () => {
    if (state.current === "sending") return;
    state.current = "sending";
    for (let next = queue.current[0]; next !== undefined; next = queue.current[0]) {
      const outcome = await sendUntilHeard(url, next);
      const isRefused = outcome.status === "refused";
      const settled = isRefused ? queue.current : [next];
      queue.current = queue.current.slice(settled.length);
      // What is refused stays for the next page to try; refused again, it is given up, so that nobody is stuck.
      if (!isRefused || earlier.current.has(next.answerId)) void kept.current?.drop(settled);
      look();
      tell(heard.current, outcome);
    }
    state.current = "idle";
  }, [url, look]);

  useEffect(() => {
    let isGone = false;
    const store = keptAnswers(owner);
    kept.current = store;
    void store.waiting().then((found) => {
      if (isGone) return;
      if (found === undefined) setKept(false);
      earlier.current = new Set(found?.map(({ answerId }) => answerId));
      queue.current = [...(found ?? []), ...queue.current];
      look();
      heard.current.found(queue.current);
      setRead(true);
      void sendAll();
    });
    return () => {
      isGone = true;
    };
  }, [owner, look, sendAll]);

  const oldest = waiting[0] ?? null;
  const isSlow = useIsSlow(oldest);
  useLeaveWarning(oldest !== null && (isSlow || !isKept));
  return {
    ...{ isRead, isKept, isSlow },
    waiting: waiting.length,
    send: (answer) => {
      queue.current.push(answer);
      look();
      void kept.current?.keep(answer).then(setKept);
      void sendAll();
    },
  };
}

/** Whether the same answer has been the oldest for two seconds. */
function useIsSlow(oldest: string | null): boolean {
  const [slow, setSlow] = useState<string | null>(null);
  useEffect(() => {
    if (oldest === null) return;
    const timer = setTimeout(() => setSlow(oldest), slowAfterMs);
    return () => clearTimeout(timer);
  }, [oldest]);
  return oldest !== null && slow === oldest;
}

type Heard = Exclude<SendOutcome, { status: "unreached" }>;

/** Sends one answer again and again, with growing pauses, until the server says yes or no. */
async function sendUntilHeard(url: string, answer: AnswerSubmission): Promise<Heard> {
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await sendAnswer(url, answer);
    if (outcome.status !== "unreached") return outcome;
    await waitForConnection(retryDelayMs(attempt));
  }
}

function tell(listener: Listener, outcome: Heard): void {
  if (outcome.status === "refused") listener.refused(outcome.refusal);
  else listener.reply(outcome.reply);
}
