import { returnLink } from "../../../../core/return-link.ts";
import { app } from "../../../../server/app.ts";
import { participantOn, titled } from "../../../../server/participant-page.ts";
import { commentsOf } from "../../../../server/repository/comments.ts";
import { outsideIdOf } from "../../../../server/repository/people.ts";
import { completionCode } from "../../../../server/repository/sessions.ts";
import { CommentForm } from "../../../../ui/comment-form.tsx";
import { CopyCode } from "../../../../ui/copy-code.tsx";
import { ParticipantShell } from "../../../../ui/participant-shell.tsx";
import { ReturnLink } from "../../../../ui/return-link.tsx";

export const generateMetadata = titled((words) => words.done.heading);

/** The only page that holds the completion code. */
export default async function DonePage({ params }: { params: Promise<{ study: string }> }) {
  const { study } = await params;
  const { record, local, session, words, now } = await participantOn("done", study);
  const { database } = app();
  const { recruitment } = record.study;
  const id = session?.id ?? "";
  const code = await completionCode(database, id, now);
  const href = code && returnLink(recruitment, code, await outsideIdOf(database, id));
  return (
    <ParticipantShell contact={local.consent.contact} reference={session?.reference}>
      <h1>{words.done.title}</h1>
      <p>{local.thanks ?? words.done.about}</p>
      {href !== undefined && recruitment !== "open" && recruitment.kind !== "invitations" && (
        <ReturnLink href={href} kind={recruitment.kind} seconds={recruitment.redirectSeconds} />
      )}
      {code === undefined ? (
        <p>{words.done.codeOver}</p>
      ) : (
        <section className="receipt">
          <h2>{words.done.code}</h2>
          <CopyCode code={code} />
        </section>
      )}
      <p>
        {words.done.reference}: <strong className="nowrap">{session?.reference}</strong>.{" "}
        {words.done.referenceUse}
      </p>
      <CommentForm studyId={study} isSent={(await commentsOf(database, id)) > 0} />
    </ParticipantShell>
  );
}
