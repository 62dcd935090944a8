import "server-only";
import { placeFor } from "../core/flow.ts";
import { leaseIdleMs } from "../core/lease.ts";
import { app } from "./app.ts";
import type { Participant } from "./read-visit.ts";
import { renewLease } from "./repository/forms.ts";

/** Whether somebody's form is theirs alone from now on; looking at the trials is a sign of life. */
export async function placeKept(participant: Participant): Promise<"own" | "shared"> {
  const { record, session, visit, now } = participant;
  if (session === undefined || session.formIndex === null) return "own";
  if (placeFor(visit) !== "trial") return session.place;
  const { id, studyId, formIndex } = session;
  const clock = { now, idleMs: leaseIdleMs(record.plan) };
  const held = await renewLease(app().database, { id, studyId, formIndex }, clock);
  return held.count === 1 ? "own" : "shared";
}
