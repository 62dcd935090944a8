import { participantPath } from "../../../../core/participant-path.ts";
import { takeMove } from "../../../../server/actions.ts";
import { checkOrigin } from "../../../../server/check-origin.ts";
import { answering } from "../../../../server/error-response.ts";

/** The journey's buttons: a form's POST, answered with the page to go to. Works without scripts. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ study: string }> },
): Promise<Response> {
  const { study } = await params;
  const work = async () => {
    checkOrigin(request.headers);
    const { location, cookie } = await takeMove(study, request);
    return seeOther(location, cookie);
  };
  return answering(work, (reference) =>
    seeOther(`${participantPath(study, "problem")}?reference=${reference}`),
  );
}

function seeOther(location: string, cookie?: string): Response {
  const headers = new Headers({ Location: location, "Cache-Control": "no-store" });
  if (cookie !== undefined) headers.set("Set-Cookie", cookie);
  return new Response(null, { status: 303, headers });
}
