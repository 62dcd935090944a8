import { keepPlace } from "../../../../server/actions.ts";
import { checkOrigin } from "../../../../server/check-origin.ts";
import { answering } from "../../../../server/error-response.ts";

/** "I need more time": keeps the place of somebody who is still there. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ study: string }> },
): Promise<Response> {
  const { study } = await params;
  return answering(study, async () => {
    checkOrigin(request.headers);
    const reply = await keepPlace(study);
    return Response.json(reply, { headers: { "Cache-Control": "no-store" } });
  });
}
