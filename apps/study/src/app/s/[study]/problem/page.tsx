import type { Metadata } from "next";
import { placeFor } from "../../../../core/flow.ts";
import { participantPath } from "../../../../core/participant-path.ts";
import { knownVisit } from "../../../../server/participant-page.ts";
import { words } from "../../../../texts/en.ts";
import { StopSheet } from "../../../../ui/stop-sheet.tsx";

export const metadata: Metadata = { title: words.problem.title };

/** Where a button of the journey leads when our side failed: what is saved, and the way back. */
export default async function ProblemPage(props: {
  params: Promise<{ study: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { study } = await props.params;
  const { reference } = await props.searchParams;
  const { record, visit } = await knownVisit(study);
  const { title, saved, tryAgain } = words.problem;
  return (
    <StopSheet
      title={title}
      body={saved(visit.session?.answered ?? 0)}
      action={tryAgain}
      href={participantPath(study, placeFor(visit))}
      contact={record.study.consent.contact}
      reference={typeof reference === "string" ? reference.slice(0, 8) : undefined}
    />
  );
}
