import { participantPath } from "../../../../core/participant-path.ts";
import { checkOrigin } from "../../../../server/check-origin.ts";
import { answering } from "../../../../server/error-response.ts";
import { takeMove } from "../../../../server/moves.ts";
import { seeOther } from "../../../../server/see-other.ts";

/** The journey's buttons: a form's POST, answered with the page to go to. Works without scripts. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ study: string }> },
): Promise<Response> {
  const { study } = await params;
  const work = async () => {
    checkOrigin(request.headers);
    const { location, cookies } = await takeMove(study, request);
    return seeOther(location, cookies);
  };
  return answering(study, work, (reference) =>
    seeOther(`${participantPath(study, "problem")}?reference=${reference}`),
  );
}
