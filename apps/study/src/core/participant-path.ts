import type { Place } from "./flow.ts";

/** The address of a participant's page. */
export function participantPath(
  studyId: string,
  place: Place | "declined" | "device" | "problem",
): string {
  const base = `/s/${studyId}`;
  switch (place) {
    case "consent":
      return base;
    case "closed":
    case "full":
    case "declined":
    case "device":
      return `${base}/stop/${place}`;
    default:
      return `${base}/${place}`;
  }
}
