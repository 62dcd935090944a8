import { exitNames } from "@pairlab/domain/recruitment";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { type Place, placeFor } from "../../../../../core/flow.ts";
import { participantPath, type StopName, stopNames } from "../../../../../core/participant-path.ts";
import { returnLink } from "../../../../../core/return-link.ts";
import { app } from "../../../../../server/app.ts";
import { knownVisit, titled } from "../../../../../server/participant-page.ts";
import type { Participant } from "../../../../../server/read-visit.ts";
import { outsideIdOf } from "../../../../../server/repository/people.ts";
import { StopSheet } from "../../../../../ui/stop-sheet.tsx";

interface Props {
  params: Promise<{ study: string; exit: string }>;
}

/** Each exit has a title of its own: it is what a tab, a history and a screen reader say first. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { exit } = await params;
  const stop = stopNames.find((name) => name === exit);
  return titled(({ stops }) => (stop === undefined ? stops.heading : stops[stop].title))();
}

/** The exits: one reason, one action, the contact. */
export default async function StopPage({ params }: Props) {
  const { study, exit } = await params;
  const stop = stopNames.find((name) => name === exit);
  if (stop === undefined) notFound();
  const visitor = await knownVisit(study);
  const place = placeFor(visitor.visit);
  if (!belongs(stop, place)) redirect(participantPath(study, place));
  const { record, local, words } = visitor;
  const { title, body, prolific, action } = words.stops[stop];
  const { recruitment, exitCodes = {} } = record.study;
  const name = exitNames.find((one) => one === stop);
  const code = name === undefined ? undefined : exitCodes[name];
  const isProlific = recruitment !== "open" && recruitment.kind === "prolific";
  const back = name === undefined ? undefined : returnLink(recruitment, code, await idOf(visitor));
  return (
    <StopSheet
      title={title}
      body={isProlific ? prolific : body}
      action={back === undefined ? action : words.done[isProlific ? "toProlific" : "toPanel"]}
      href={back ?? (goesOn.has(stop) ? participantPath(study, "consent") : "/")}
      contact={local.consent.contact}
      code={code}
    />
  );
}

/** Stops from which the study's first page can be tried again. */
const goesOn: ReadonlySet<StopName> = new Set([
  "declined",
  "device",
  "cookies",
  "busy",
  "paused",
] as const);

/** Whether somebody who belongs on a place may see a stop: their own one, or one they have just chosen. */
function belongs(stop: StopName, place: Place): boolean {
  if (stop === "declined" || stop === "busy") return place === "consent";
  if (stop === "cookies") return place === "consent" || place === "entry";
  if (stop === "device") return place !== "done" && place !== "closed";
  return stop === place;
}

async function idOf({ session, arrival }: Participant): Promise<string | undefined> {
  if (session !== undefined) return outsideIdOf(app().database, session.id);
  return arrival?.id ?? undefined;
}
