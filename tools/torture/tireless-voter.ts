import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { voteName } from "../load/count-votes.ts";
import type { StagedPerson } from "../load/vote-stage.ts";
import type { voters } from "../load/voter.ts";

/** What all of them share. */
export interface Ordeal {
  origin: string;
  send: ReturnType<typeof voters>["send"];
  trialsEach: number;
  /** Between two answers of one person; shorter than any human's. */
  thinkMs: number;
  acknowledged: Set<string>;
  /** Answers that were sent again since nothing came back. */
  resent: number;
  /** Replies that were neither a receipt nor silence. */
  refused: string[];
  isOver: boolean;
}

const againMs = 25;

/** Answers one trial after the other, each until it is acknowledged, as the outbox of the trial page does. */
export async function voteTirelessly(ordeal: Ordeal, person: StagedPerson): Promise<void> {
  for (let trialIndex = 0; trialIndex < ordeal.trialsEach && !ordeal.isOver; trialIndex += 1) {
    const answerId = randomUUID();
    const name = voteName({ sessionId: person.sessionId, answerId });
    while (!ordeal.isOver) {
      const heard = await ordeal.send(ordeal.origin, { person, answerId, trialIndex });
      if (heard?.status === 200) {
        ordeal.acknowledged.add(name);
        break;
      }
      if (heard !== undefined) ordeal.refused.push(`${heard.status} ${heard.kept}`);
      ordeal.resent += 1;
      await pause(againMs);
    }
    await pause(ordeal.thinkMs);
  }
}
