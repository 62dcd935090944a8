import type { Place } from "./flow.ts";

/** Pages beside the journey: ways to leave it, and what goes wrong on it. */
export type Aside = "declined" | "device" | "cookies" | "busy" | "problem";

/** Exits and everything that stops somebody: one page each below `stop/`. */
export const stopNames = [
  "declined",
  "device",
  "returned",
  "screened",
  "full",
  "closed",
  "erased",
  "paused",
  "draft",
  "cookies",
  "busy",
] as const;
export type StopName = (typeof stopNames)[number];

/** The address of a participant's page. */
export function participantPath(studyId: string, place: Place | Aside): string {
  const base = `/s/${studyId}`;
  if (place === "consent" || place === "entry") return base;
  return isStop(place) ? `${base}/stop/${place}` : `${base}/${place}`;
}

const isStop = (place: string): place is StopName => stopNames.some((name) => name === place);
