import type { Metadata } from "next";
import { leaseIdleMs } from "../../../../core/lease.ts";
import { participantPath } from "../../../../core/participant-path.ts";
import { blockViews } from "../../../../core/step-views.ts";
import { nextStep } from "../../../../server/next-step.ts";
import { participantOn } from "../../../../server/participant-page.ts";
import { placeKept } from "../../../../server/place-kept.ts";
import { shownPx } from "../../../../server/shown-px.ts";
import { words } from "../../../../texts/en.ts";
import { TrialRunner } from "../../../../ui/trial-runner.tsx";

export const metadata: Metadata = { title: words.trial.title };

export default async function TrialPage({ params }: { params: Promise<{ study: string }> }) {
  const { study } = await params;
  const visitor = await participantOn("trial", study);
  const { record, trials } = visitor;
  const session = visitor.session && { ...visitor.session, place: await placeKept(visitor) };
  const reference = session?.reference ?? "";
  const { questions, ties } = record.plan;
  return (
    <TrialRunner
      studyId={study}
      contact={record.study.consent.contact}
      reference={reference}
      planned={trials.length}
      blocks={blockViews(trials, { questions, promptTexts: record.promptTexts })}
      step={await nextStep({ ...visitor, session })}
      idleMs={leaseIdleMs(record.plan)}
      settings={{
        displayPx: shownPx(session, record.plan),
        allowsTies: ties === "allowed",
        storageKey: `pairlab.shown.${reference}`,
        stopHref: participantPath(study, "device"),
      }}
    />
  );
}
