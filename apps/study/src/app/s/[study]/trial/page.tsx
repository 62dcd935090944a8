import { breakPlaces, defaultBreakEvery } from "../../../../core/break-places.ts";
import { leaseIdleMs } from "../../../../core/lease.ts";
import { participantPath } from "../../../../core/participant-path.ts";
import { blockViews } from "../../../../core/step-views.ts";
import { nextStep } from "../../../../server/next-step.ts";
import { participantOn, titled } from "../../../../server/participant-page.ts";
import { placeKept } from "../../../../server/place-kept.ts";
import { shownPx } from "../../../../server/shown-px.ts";
import { TrialRunner } from "../../../../ui/trial-runner.tsx";

export const generateMetadata = titled((words) => words.trial.title);

export default async function TrialPage({ params }: { params: Promise<{ study: string }> }) {
  const { study } = await params;
  const visitor = await participantOn("trial", study);
  const { record, local, trials } = visitor;
  if (visitor.session === undefined) throw new RangeError("trials without a session");
  const session = { ...visitor.session, place: await placeKept(visitor) };
  const { reference } = session;
  const { questions } = local;
  const { ties, bothBad = false, breakEvery = defaultBreakEvery } = record.plan;
  const blocks = blockViews(trials, { questions, promptTexts: record.promptTexts });
  return (
    <TrialRunner
      studyId={study}
      contact={local.consent.contact}
      reference={reference}
      planned={trials.length}
      blocks={blocks}
      breaks={breakPlaces(blocks, breakEvery)}
      step={await nextStep({ ...visitor, session })}
      idleMs={leaseIdleMs(record.plan)}
      settings={{
        displayPx: shownPx(session, record.plan),
        allowsTies: ties === "allowed",
        allowsBothBad: bothBad,
        storageKey: `pairlab.shown.${reference}`,
        stopHref: participantPath(study, "device"),
      }}
    />
  );
}
