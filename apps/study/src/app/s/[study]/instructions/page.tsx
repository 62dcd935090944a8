import { instructionScreens } from "../../../../core/instruction-screens.ts";
import { participantOn, type SearchParams, titled } from "../../../../server/participant-page.ts";
import { InstructionScreens } from "../../../../ui/instruction-screens.tsx";
import { ParticipantShell } from "../../../../ui/participant-shell.tsx";

export const generateMetadata = titled((words) => words.instructions.heading);

export default async function InstructionsPage(props: {
  params: Promise<{ study: string }>;
  searchParams: SearchParams;
}) {
  const { study } = await props.params;
  const { screen, again } = await props.searchParams;
  const asked = Number(screen);
  const { record, local, session, visit } = await participantOn("instructions", study);
  return (
    <ParticipantShell contact={local.consent.contact} reference={session?.reference}>
      <InstructionScreens
        studyId={study}
        questions={local.questions.map(({ text, showPrompt }) => ({ text, showPrompt }))}
        allowsTies={record.plan.ties === "allowed"}
        screen={asked >= 1 && asked <= instructionScreens ? Math.floor(asked) : 1}
        isAgain={again !== undefined}
        isAsked={visit.asks.comprehension}
      />
    </ParticipantShell>
  );
}
