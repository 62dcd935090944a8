import { at } from "@pairlab/domain/at";
import { displaySizes } from "@pairlab/domain/display";
import { participantPath } from "../../../../core/participant-path.ts";
import { app } from "../../../../server/app.ts";
import { participantOn, titled } from "../../../../server/participant-page.ts";
import { practicePrompts } from "../../../../server/practice.ts";
import { trialsOfNextForm } from "../../../../server/repository/forms.ts";
import { PracticeRunner } from "../../../../ui/practice-runner.tsx";

export const generateMetadata = titled((words) => words.practice.title);

export default async function PracticePage({ params }: { params: Promise<{ study: string }> }) {
  const { study } = await params;
  const { record, local, session } = await participantOn("practice", study);
  const { questions } = local;
  const { ties, bothBad = false, display } = record.plan;
  const question = questions.find(({ showPrompt }) => showPrompt) ?? at(questions, 0);
  const prompts = await practicePrompts(study);
  const shownPrompts = question.showPrompt ? prompts : [];
  const reference = session?.reference ?? "";
  return (
    <PracticeRunner
      studyId={study}
      contact={local.consent.contact}
      reference={reference}
      block={{
        question: question.text,
        firstTrial: 0,
        trials: prompts.length,
        longestPrompt: shownPrompts.toSorted((a, b) => b.length - a.length)[0] ?? null,
      }}
      trials={prompts.map((_, index) => ({
        index,
        block: 0,
        promptText: shownPrompts[index] ?? null,
        instruction: null,
        left: `/s/${study}/practice/${index}/left`,
        right: `/s/${study}/practice/${index}/right`,
      }))}
      planned={{
        pairs: await trialsOfNextForm(app().database, study),
        blocks: questions.length,
      }}
      sizesPx={displaySizes(display).map(({ displayPx }) => displayPx)}
      settings={{
        allowsTies: ties === "allowed",
        allowsBothBad: bothBad,
        storageKey: `pairlab.practised.${reference}`,
        stopHref: participantPath(study, "device"),
      }}
    />
  );
}
