import "server-only";
import { placeFor } from "../core/flow.ts";
import { participantPath } from "../core/participant-path.ts";
import type { StagePage } from "../stage/stage-page.ts";
import { wordsIn } from "../texts/words-in.ts";
import { stageFiles } from "./env.ts";
import { answering } from "./error-response.ts";
import { nonceHeader } from "./nonce-header.ts";
import { type Participant, visitIfKnown } from "./read-visit.ts";
import { seeOther } from "./see-other.ts";
import { stageDocument } from "./stage-document.ts";

type Place = StagePage["place"];
type PropsOf<Here extends Place> = Extract<StagePage, { place: Here }>["props"];

/**
 * A page with pictures, for whoever belongs on it; anybody else is led to where they belong.
 *
 * Not one of Next's pages: those come with a router, which is more script than everything that a trial needs.
 */
export function stageResponse<Here extends Place>(
  place: Here,
  { request, studyId }: { request: Request; studyId: string },
  propsFor: (participant: Participant) => Promise<PropsOf<Here>>,
): Promise<Response> {
  const work = async () => {
    const participant = await visitIfKnown(studyId);
    if (participant === undefined)
      return seeOther(participantPath(encodeURIComponent(studyId), "entry")); // it says so
    const belongs = placeFor(participant.visit);
    if (belongs !== place) return seeOther(participantPath(studyId, belongs));
    const props = await propsFor(participant);
    return htmlResponse(place, { participant, props, request });
  };
  // Whoever opens a page hears in words for people what went wrong; the log says what it was.
  const explained = () =>
    work().catch((cause: unknown) => {
      throw new Error(`the ${place} page could not be made`, { cause });
    });
  return answering(studyId, explained, (reference) =>
    seeOther(`${participantPath(studyId, "problem")}?reference=${reference}`),
  );
}

function htmlResponse<Here extends Place>(
  place: Here,
  given: { participant: Participant; props: PropsOf<Here>; request: Request },
): Response {
  const { participant, props, request } = given;
  const { language } = participant.local;
  const isPreview = participant.session?.isPreview ?? participant.arrival?.isPreview ?? false;
  const page = { place, language, isPreview, props } as StagePage;
  const html = stageDocument(page, {
    words: wordsIn(language),
    nonce: request.headers.get(nonceHeader) ?? "",
    ...stageFiles(),
  });
  return new Response(html, {
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
}
