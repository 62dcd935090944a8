import { participantPath } from "../../../../core/participant-path.ts";
import { answering } from "../../../../server/error-response.ts";
import { hasCookies } from "../../../../server/read-visit.ts";
import { seeOther } from "../../../../server/see-other.ts";

/** Where somebody comes right after a cookie was set: on to their page, or told that their browser keeps none. */
export function GET(
  _request: Request,
  { params }: { params: Promise<{ study: string }> },
): Promise<Response> {
  return answering(async () => {
    const { study } = await params;
    return seeOther(participantPath(study, (await hasCookies()) ? "consent" : "cookies"));
  });
}
