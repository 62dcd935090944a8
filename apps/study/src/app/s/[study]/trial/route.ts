import { breakPlaces, defaultBreakEvery } from "../../../../core/break-places.ts";
import { leaseIdleMs } from "../../../../core/lease.ts";
import { participantPath } from "../../../../core/participant-path.ts";
import { blockViews } from "../../../../core/step-views.ts";
import { nextStep } from "../../../../server/next-step.ts";
import { placeKept } from "../../../../server/place-kept.ts";
import { shownPx } from "../../../../server/shown-px.ts";
import { stageResponse } from "../../../../server/stage-response.ts";

/** The trials of somebody's form, from where they stand. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ study: string }> },
): Promise<Response> {
  const { study: studyId } = await params;
  return stageResponse("trial", { request, studyId }, async (participant) => {
    const { record, local, trials } = participant;
    if (participant.session === undefined) throw new RangeError("trials without a session");
    const session = { ...participant.session, place: await placeKept(participant) };
    const { reference } = session;
    const { ties, bothBad = false, breakEvery = defaultBreakEvery } = record.plan;
    const { questions } = local;
    const blocks = blockViews(trials, { questions, promptTexts: record.promptTexts });
    return {
      ...{ studyId, reference, blocks },
      contact: local.consent.contact,
      planned: trials.length,
      breaks: breakPlaces(blocks, breakEvery),
      step: await nextStep({ ...participant, session }),
      idleMs: leaseIdleMs(record.plan),
      settings: {
        displayPx: shownPx(session, record.plan),
        allowsTies: ties === "allowed",
        allowsBothBad: bothBad,
        storageKey: `pairlab.shown.${reference}`,
        stopHref: participantPath(studyId, "device"),
      },
    };
  });
}
