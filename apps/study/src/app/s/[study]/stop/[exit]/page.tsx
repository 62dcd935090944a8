import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { placeFor } from "../../../../../core/flow.ts";
import { participantPath } from "../../../../../core/participant-path.ts";
import { knownVisit } from "../../../../../server/participant-page.ts";
import { words } from "../../../../../texts/en.ts";
import { StopSheet } from "../../../../../ui/stop-sheet.tsx";

export const metadata: Metadata = { title: "Not taking part" };

/** The exits: one reason, one action, the contact. */
export default async function StopPage({
  params,
}: {
  params: Promise<{ study: string; exit: string }>;
}) {
  const { study, exit } = await params;
  const { record, visit } = await knownVisit(study);
  const place = placeFor(visit);
  const { contact } = record.study.consent;
  if (exit === "declined" && place === "consent")
    return <StopSheet {...words.stops.declined} href={`/s/${study}`} contact={contact} />;
  if (exit === "device" && place !== "closed" && place !== "done")
    return <StopSheet {...words.stops.device} href={`/s/${study}`} contact={contact} />;
  if (!["declined", "device", "closed", "full"].includes(exit)) notFound();
  if (place !== "closed" && place !== "full") redirect(participantPath(study, place));
  if (exit !== place) redirect(participantPath(study, place));
  const reason = place === "closed" && visit.study === "draft" ? "draft" : place;
  return <StopSheet {...words.stops[reason]} href="/" contact={contact} />;
}
