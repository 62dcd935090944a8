import { participantPath } from "../../../../core/participant-path.ts";
import { checkOrigin } from "../../../../server/check-origin.ts";
import { answering } from "../../../../server/error-response.ts";
import { seeOther } from "../../../../server/see-other.ts";
import { takeComments } from "../../../../server/take-comments.ts";

/** The last page's optional questions: a form's POST, answered with the page it came from. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ study: string }> },
): Promise<Response> {
  const { study } = await params;
  const work = async () => {
    checkOrigin(request.headers);
    await takeComments(study, request);
    return seeOther(participantPath(study, "done"));
  };
  return answering(study, work, (reference) =>
    seeOther(`${participantPath(study, "problem")}?reference=${reference}`),
  );
}
