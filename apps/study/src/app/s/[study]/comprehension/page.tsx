import {
  participantOn,
  type SearchParams,
  titledForm,
} from "../../../../server/participant-page.ts";
import { ParticipantShell } from "../../../../ui/participant-shell.tsx";
import { QuestionForm } from "../../../../ui/question-form.tsx";

export const generateMetadata = titledForm((words) => words.comprehension.title);

/** Whether the instructions were clear. Which answer is right stays with the server. */
export default async function ComprehensionPage(props: {
  params: Promise<{ study: string }>;
  searchParams: SearchParams;
}) {
  const { study } = await props.params;
  const { local, session, words } = await participantOn("comprehension", study);
  const isMissing = (await props.searchParams).missing !== undefined;
  const text = words.comprehension;
  return (
    <ParticipantShell contact={local.consent.contact} reference={session?.reference}>
      <h1>{text.title}</h1>
      <QuestionForm
        studyId={study}
        move="judge"
        label={text.continue}
        questions={[
          {
            name: "choice",
            text: local.comprehension?.question ?? text.question,
            options: local.comprehension?.options ?? [],
          },
        ]}
        problem={isMissing ? { title: text.problem, body: text.missing } : undefined}
      />
    </ParticipantShell>
  );
}
