import { Agent, request } from "node:http";
import { submission } from "../../apps/study/e2e/caller.ts";
import { type StagedPerson, voteStudyId } from "./vote-stage.ts";

/** One answer that somebody sends. */
export interface SentAnswer {
  person: StagedPerson;
  answerId: string;
  trialIndex: number;
}

/** What came back: the status, and how the app says that it was kept; undefined when nothing came. */
export interface AnswerHeard {
  status: number;
  kept: string;
}

/** What is the same in every answer; checked once, so that sending costs little on the computer that is measured. */
const always = submission();

/** Many people with one connection each. */
export function voters(connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  /** Sends an answer once. Never throws. */
  const send = (origin: string, { person, answerId, trialIndex }: SentAnswer) =>
    new Promise<AnswerHeard | undefined>((resolve) => {
      const options = {
        agent,
        method: "POST",
        headers: { origin, cookie: person.cookie, "content-type": "application/json" },
      };
      const nothing = () => resolve(undefined);
      const asked = request(`${origin}/s/${voteStudyId}/answers`, options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", nothing);
        response.on("aborted", nothing);
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, kept: keptOf(text) });
        });
      });
      asked.on("error", nothing);
      asked.end(JSON.stringify({ ...always, answerId, trialIndex }));
    });
  /** Opens a connection, or uses one that is free. */
  const open = (origin: string) =>
    new Promise<void>((resolve, reject) => {
      const asked = request(`${origin}/icon.svg`, { agent }, (response) => {
        response.on("end", resolve).resume();
      });
      asked.on("error", reject).end();
    });
  return { send, open, close: () => agent.destroy() };
}

/** `next`, `done` or `already-recorded`; of anything else its whole text. */
const keptOf = (text: string): string => /^\{"status":"([a-z-]+)"/.exec(text)?.[1] ?? text;
