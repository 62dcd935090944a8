import { takeAnswer } from "../../../../server/actions.ts";
import { checkOrigin } from "../../../../server/check-origin.ts";
import { answering } from "../../../../server/error-response.ts";

/** One answer as JSON; replied to after its commit. */
export function POST(
  request: Request,
  { params }: { params: Promise<{ study: string }> },
): Promise<Response> {
  return answering(async () => {
    checkOrigin(request.headers);
    const reply = await takeAnswer((await params).study, request);
    return Response.json(reply, { headers: { "Cache-Control": "no-store" } });
  });
}
