import "server-only";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { type Place, placeFor } from "../core/flow.ts";
import { participantPath } from "../core/participant-path.ts";
import type { Words } from "../texts/words.ts";
import { wordsIn } from "../texts/words-in.ts";
import { pageFrame } from "./page-frame.ts";
import { type Participant, visitIfKnown } from "./read-visit.ts";

/** The person on a page with the app's words for them, or, when they belong elsewhere, a redirect there. */
export async function participantOn(
  place: Place,
  studyId: string,
): Promise<Participant & { words: Words }> {
  const participant = await knownVisit(studyId);
  const belongs = placeFor(participant.visit);
  if (belongs !== place) redirect(participantPath(studyId, belongs));
  return participant;
}

/** The person behind a request, or the 404 page for a study that doesn't exist. */
export async function knownVisit(studyId: string): Promise<Participant & { words: Words }> {
  const participant = await visitIfKnown(studyId);
  if (participant === undefined) notFound();
  return { ...participant, words: wordsIn(participant.local.language) };
}

/** A page's title in the language of the page. */
export const titled = (title: (words: Words) => string) => async (): Promise<Metadata> => ({
  title: title(wordsIn((await pageFrame()).language)),
});

/** The title of a form's page: whoever comes back because something was missing hears of it first. */
export const titledForm =
  (title: (words: Words) => string) =>
  async (props: { searchParams: SearchParams }): Promise<Metadata> => {
    const words = wordsIn((await pageFrame()).language);
    const isMissing = (await props.searchParams).missing !== undefined;
    return { title: isMissing ? `${words.problem.error}: ${title(words)}` : title(words) };
  };

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;
