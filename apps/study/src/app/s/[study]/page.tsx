import { displaySizes } from "@pairlab/domain/display";
import type { Plan } from "@pairlab/domain/plan";
import type { Metadata } from "next";
import { entryKind } from "../../../core/entry-kind.ts";
import { placeFor } from "../../../core/flow.ts";
import { leaseIdleMs } from "../../../core/lease.ts";
import { studyLanguages } from "../../../core/local-study.ts";
import { minimumWindow } from "../../../core/minimum-window.ts";
import { participantPath } from "../../../core/participant-path.ts";
import { knownVisit, participantOn, titled } from "../../../server/participant-page.ts";
import { practicePrompts } from "../../../server/practice.ts";
import { ConsentText } from "../../../ui/consent-text.tsx";
import { EntrySheet } from "../../../ui/entry-sheet.tsx";
import { FitCheck } from "../../../ui/fit-check.tsx";
import { LanguageSwitch } from "../../../ui/language-switch.tsx";
import { MoveForm } from "../../../ui/move-form.tsx";
import { ParticipantShell } from "../../../ui/participant-shell.tsx";

interface Props {
  params: Promise<{ study: string }>;
}

/** Who is told where to begin is on another page than who is asked for consent. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { visit, record } = await knownVisit((await params).study);
  const kind = placeFor(visit) === "entry" ? entryKind(record.study.recruitment) : null;
  return titled(({ consent, entry }) => (kind === null ? consent.heading : entry[kind].title))();
}

/** Entry and consent. Writes nothing: who only looks leaves no row. */
export default async function ConsentPage({ params }: Props) {
  const { study } = await params;
  const { visit, record: entered, local: said } = await knownVisit(study);
  if (placeFor(visit) === "entry")
    return (
      <EntrySheet
        studyId={study}
        recruitment={entered.study.recruitment}
        contact={said.consent.contact}
      />
    );
  const { record, local, words } = await participantOn("consent", study);
  const smallest = smallestPx(record.plan);
  const [firstPair] = await practicePrompts(study);
  return (
    <FitCheck
      needed={minimumWindow(smallest, null)}
      pictures={
        firstPair === undefined
          ? []
          : ["left", "right"].map((side) => `/s/${study}/practice/0/${side}?size=${smallest}`)
      }
      stopHref={participantPath(study, "device")}
    >
      <ParticipantShell contact={local.consent.contact}>
        <LanguageSwitch
          studyId={study}
          current={local.language}
          languages={studyLanguages(record.study)}
        />
        <h1>{words.consent.title}</h1>
        <p className="lead">{local.title}</p>
        <ConsentText
          consent={local.consent}
          idleMinutes={leaseIdleMs(record.plan) / 60_000}
          hasId={record.study.recruitment !== "open"}
        />
        <div className="actions equal">
          <MoveForm studyId={study} move="agree" label={words.consent.agree} />
          <MoveForm studyId={study} move="decline" label={words.consent.decline} />
        </div>
      </ParticipantShell>
    </FitCheck>
  );
}

const smallestPx = ({ display }: Plan): number =>
  Math.min(...displaySizes(display).map(({ displayPx }) => displayPx));
