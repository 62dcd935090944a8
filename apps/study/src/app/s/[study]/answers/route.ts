import { takeAnswer } from "../../../../server/actions.ts";
import { checkOrigin } from "../../../../server/check-origin.ts";
import { answering } from "../../../../server/error-response.ts";
import { cookieReader } from "../../../../server/read-visit.ts";

/** One answer as JSON; replied to after its commit. Under `serve.mjs` answers don't come this far: `direct-answers.ts`. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ study: string }> },
): Promise<Response> {
  const { study } = await params;
  return answering(study, async () => {
    checkOrigin(request.headers);
    const reply = await takeAnswer(study, request, await cookieReader());
    return Response.json(reply, { headers: { "Cache-Control": "no-store" } });
  });
}
