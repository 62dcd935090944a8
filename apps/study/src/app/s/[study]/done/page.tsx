import type { Metadata } from "next";
import { app } from "../../../../server/app.ts";
import { participantOn } from "../../../../server/participant-page.ts";
import { completionCode } from "../../../../server/repository/sessions.ts";
import { words } from "../../../../texts/en.ts";
import { CopyCode } from "../../../../ui/copy-code.tsx";
import { ParticipantShell } from "../../../../ui/participant-shell.tsx";

export const metadata: Metadata = { title: "Thank you" };

/** The only page that holds the completion code. */
export default async function DonePage({ params }: { params: Promise<{ study: string }> }) {
  const { study } = await params;
  const { record, session } = await participantOn("done", study);
  const code = await completionCode(app().database, session?.id ?? "");
  return (
    <ParticipantShell contact={record.study.consent.contact} reference={session?.reference}>
      <h1>{words.done.title}</h1>
      <p>{words.done.about}</p>
      {code !== undefined && (
        <section className="receipt">
          <h2>{words.done.code}</h2>
          <CopyCode code={code} />
        </section>
      )}
      <p>
        {words.done.reference}: <strong className="nowrap">{session?.reference}</strong>.{" "}
        {words.done.referenceUse}
      </p>
    </ParticipantShell>
  );
}
