import {
  participantOn,
  type SearchParams,
  titledForm,
} from "../../../../server/participant-page.ts";
import { ParticipantShell } from "../../../../ui/participant-shell.tsx";
import { QuestionForm } from "../../../../ui/question-form.tsx";

export const generateMetadata = titledForm((words) => words.screening.title);

/** Questions that decide whether the study is meant for somebody; asked at once after consent. */
export default async function ScreeningPage(props: {
  params: Promise<{ study: string }>;
  searchParams: SearchParams;
}) {
  const { study } = await props.params;
  const { local, session, words } = await participantOn("screening", study);
  const isMissing = (await props.searchParams).missing !== undefined;
  const text = words.screening;
  return (
    <ParticipantShell contact={local.consent.contact} reference={session?.reference}>
      <h1>{local.screening.length === 1 ? text.one : text.title}</h1>
      <p>{text.body}</p>
      <QuestionForm
        studyId={study}
        move="screen"
        label={text.continue}
        questions={local.screening.map(({ id, text: question, options }) => ({
          name: `q-${id}`,
          text: question,
          options: options.map((option) => option.text),
        }))}
        problem={isMissing ? { title: text.problem, body: text.missing } : undefined}
      />
    </ParticipantShell>
  );
}
