import type { Metadata } from "next";
import { participantOn } from "../../../../server/participant-page.ts";
import { InstructionScreens, instructionScreens } from "../../../../ui/instruction-screens.tsx";
import { ParticipantShell } from "../../../../ui/participant-shell.tsx";

export const metadata: Metadata = { title: "How it works" };

export default async function InstructionsPage(props: {
  params: Promise<{ study: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { study } = await props.params;
  const asked = Number((await props.searchParams).screen);
  const { record, session } = await participantOn("instructions", study);
  return (
    <ParticipantShell contact={record.study.consent.contact} reference={session?.reference}>
      <InstructionScreens
        studyId={study}
        questions={record.plan.questions.map(({ text, showPrompt }) => ({ text, showPrompt }))}
        allowsTies={record.plan.ties === "allowed"}
        screen={asked >= 1 && asked <= instructionScreens ? Math.floor(asked) : 1}
      />
    </ParticipantShell>
  );
}
