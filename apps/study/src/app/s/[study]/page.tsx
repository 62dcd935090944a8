import { displaySizes } from "@pairlab/domain/display";
import type { Plan } from "@pairlab/domain/plan";
import type { Metadata } from "next";
import { leaseIdleMs } from "../../../core/lease.ts";
import { minimumWindow } from "../../../core/minimum-window.ts";
import { participantOn } from "../../../server/participant-page.ts";
import { words } from "../../../texts/en.ts";
import { ConsentText } from "../../../ui/consent-text.tsx";
import { MoveForm } from "../../../ui/move-form.tsx";
import { ParticipantShell } from "../../../ui/participant-shell.tsx";
import { WindowNotice } from "../../../ui/window-notice.tsx";

export const metadata: Metadata = { title: "Taking part" };

/** Entry and consent. Writes nothing: who only looks leaves no row. */
export default async function ConsentPage({ params }: { params: Promise<{ study: string }> }) {
  const { study } = await params;
  const { record } = await participantOn("consent", study);
  return (
    <ParticipantShell contact={record.study.consent.contact}>
      <h1>{words.consent.title}</h1>
      <p className="lead">{record.title}</p>
      <WindowNotice needed={minimumWindow(smallestPx(record.plan), null)} />
      <ConsentText consent={record.study.consent} idleMinutes={leaseIdleMs(record.plan) / 60_000} />
      <div className="actions equal">
        <MoveForm studyId={study} move="agree" label={words.consent.agree} />
        <MoveForm studyId={study} move="decline" label={words.consent.decline} />
      </div>
    </ParticipantShell>
  );
}

const smallestPx = ({ display }: Plan): number =>
  Math.min(...displaySizes(display).map(({ displayPx }) => displayPx));
