import { keepPlace } from "../../../../server/actions.ts";
import { checkOrigin } from "../../../../server/check-origin.ts";
import { answering } from "../../../../server/error-response.ts";

/** "I need more time": keeps the place of somebody who is still there. */
export function POST(
  request: Request,
  { params }: { params: Promise<{ study: string }> },
): Promise<Response> {
  return answering(async () => {
    checkOrigin(request.headers);
    const reply = await keepPlace((await params).study);
    return Response.json(reply, { headers: { "Cache-Control": "no-store" } });
  });
}
