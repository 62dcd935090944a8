import { participantPath } from "../../../../core/participant-path.ts";
import { answering } from "../../../../server/error-response.ts";
import { hasCookies } from "../../../../server/read-visit.ts";
import { noteRefused } from "../../../../server/refusal-log.ts";
import { seeOther } from "../../../../server/see-other.ts";

/** Where somebody comes right after a cookie was set: on to their page, or told that their browser keeps none. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ study: string }> },
): Promise<Response> {
  const { study } = await params;
  return answering(study, async () => {
    if (await hasCookies()) return seeOther(participantPath(study, "consent"));
    noteRefused({ studyId: study, code: "no-cookies", sessionId: undefined });
    return seeOther(participantPath(study, "cookies"));
  });
}
