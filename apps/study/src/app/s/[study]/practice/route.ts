import { at } from "@pairlab/domain/at";
import { displaySizes } from "@pairlab/domain/display";
import { participantPath } from "../../../../core/participant-path.ts";
import { app } from "../../../../server/app.ts";
import { practicePrompts } from "../../../../server/practice.ts";
import { trialsOfNextForm } from "../../../../server/repository/forms.ts";
import { stageResponse } from "../../../../server/stage-response.ts";

/** Pairs to learn the keys with; nothing of them is kept. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ study: string }> },
): Promise<Response> {
  const { study: studyId } = await params;
  return stageResponse("practice", { request, studyId }, async ({ record, local, session }) => {
    const { questions } = local;
    const { ties, bothBad = false, display } = record.plan;
    const question = questions.find(({ showPrompt }) => showPrompt) ?? at(questions, 0);
    const prompts = await practicePrompts(studyId);
    const shownPrompts = question.showPrompt ? prompts : [];
    const reference = session?.reference ?? "";
    return {
      ...{ studyId, reference },
      contact: local.consent.contact,
      block: {
        question: question.text,
        firstTrial: 0,
        trials: prompts.length,
        longestPrompt: shownPrompts.toSorted((a, b) => b.length - a.length)[0] ?? null,
      },
      trials: prompts.map((_, index) => ({
        ...{ index, block: 0, promptText: shownPrompts[index] ?? null, instruction: null },
        left: `/s/${studyId}/practice/${index}/left`,
        right: `/s/${studyId}/practice/${index}/right`,
      })),
      planned: {
        pairs: await trialsOfNextForm(app().database, studyId),
        blocks: questions.length,
      },
      sizesPx: displaySizes(display).map(({ displayPx }) => displayPx),
      settings: {
        allowsTies: ties === "allowed",
        allowsBothBad: bothBad,
        storageKey: `pairlab.practised.${reference}`,
        stopHref: participantPath(studyId, "device"),
      },
    };
  });
}
