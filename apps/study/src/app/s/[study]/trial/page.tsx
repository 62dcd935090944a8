import type { Metadata } from "next";
import { participantPath } from "../../../../core/participant-path.ts";
import { blockViews } from "../../../../core/step-views.ts";
import { nextStep } from "../../../../server/next-step.ts";
import { participantOn } from "../../../../server/participant-page.ts";
import { words } from "../../../../texts/en.ts";
import { TrialRunner } from "../../../../ui/trial-runner.tsx";

export const metadata: Metadata = { title: words.trial.title };

export default async function TrialPage({ params }: { params: Promise<{ study: string }> }) {
  const { study } = await params;
  const participant = await participantOn("trial", study);
  const { record, session, trials } = participant;
  const reference = session?.reference ?? "";
  const { questions, ties, display } = record.plan;
  return (
    <TrialRunner
      studyId={study}
      contact={record.study.consent.contact}
      reference={reference}
      planned={trials.length}
      blocks={blockViews(trials, { questions, promptTexts: record.promptTexts })}
      step={await nextStep(participant)}
      settings={{
        displayPx: display.displayPx,
        allowsTies: ties === "allowed",
        storageKey: `pairlab.shown.${reference}`,
        stopHref: participantPath(study, "device"),
      }}
    />
  );
}
