import type { Metadata } from "next";
import { instructionScreens } from "../../../../core/instruction-screens.ts";
import { participantOn, type SearchParams, titled } from "../../../../server/participant-page.ts";
import { InstructionScreens } from "../../../../ui/instruction-screens.tsx";
import { ParticipantShell } from "../../../../ui/participant-shell.tsx";

interface Props {
  params: Promise<{ study: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const screen = screenOf(await searchParams);
  return titled(
    ({ instructions: { heading, place } }) => `${heading}, ${place(screen, instructionScreens)}`,
  )();
}

export default async function InstructionsPage(props: Props) {
  const { study } = await props.params;
  const searched = await props.searchParams;
  const { record, local, session, visit } = await participantOn("instructions", study);
  return (
    <ParticipantShell contact={local.consent.contact} reference={session?.reference}>
      <InstructionScreens
        studyId={study}
        questions={local.questions.map(({ text, showPrompt }) => ({ text, showPrompt }))}
        allowsTies={record.plan.ties === "allowed"}
        screen={screenOf(searched)}
        isAgain={searched.again !== undefined}
        isAsked={visit.asks.comprehension}
      />
    </ParticipantShell>
  );
}

/** Which of the screens an address names; the first, where it names none. */
function screenOf({ screen }: Awaited<SearchParams>): number {
  const asked = Number(screen);
  return asked >= 1 && asked <= instructionScreens ? Math.floor(asked) : 1;
}
