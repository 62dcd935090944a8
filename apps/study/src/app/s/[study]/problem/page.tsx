import { placeFor } from "../../../../core/flow.ts";
import { participantPath } from "../../../../core/participant-path.ts";
import { knownVisit, type SearchParams, titled } from "../../../../server/participant-page.ts";
import { StopSheet } from "../../../../ui/stop-sheet.tsx";

export const generateMetadata = titled((words) => words.problem.title);

/** Where a button of the journey leads when our side failed: what is saved, and the way back. */
export default async function ProblemPage(props: {
  params: Promise<{ study: string }>;
  searchParams: SearchParams;
}) {
  const { study } = await props.params;
  const { reference } = await props.searchParams;
  const { local, visit, words } = await knownVisit(study);
  const { title, saved, tryAgain } = words.problem;
  return (
    <StopSheet
      title={title}
      body={saved(visit.session?.answered ?? 0)}
      action={tryAgain}
      href={participantPath(study, placeFor(visit))}
      contact={local.consent.contact}
      reference={typeof reference === "string" ? reference.slice(0, 8) : undefined}
    />
  );
}
