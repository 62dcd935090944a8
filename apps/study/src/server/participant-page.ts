import "server-only";
import { KnownError } from "@pairlab/domain/errors";
import { notFound, redirect } from "next/navigation";
import { type Place, placeFor } from "../core/flow.ts";
import { participantPath } from "../core/participant-path.ts";
import { type Participant, readVisit } from "./read-visit.ts";

/** The person on a page, or, when they belong elsewhere, a redirect there. */
export async function participantOn(place: Place, studyId: string): Promise<Participant> {
  const participant = await knownVisit(studyId);
  const belongs = placeFor(participant.visit);
  if (belongs !== place) redirect(participantPath(studyId, belongs));
  return participant;
}

/** The person behind a request, or the 404 page for a study that doesn't exist. */
export async function knownVisit(studyId: string): Promise<Participant> {
  try {
    return await readVisit(studyId, new Date());
  } catch (error) {
    if (error instanceof KnownError && error.kind === "missing") notFound();
    throw error;
  }
}
