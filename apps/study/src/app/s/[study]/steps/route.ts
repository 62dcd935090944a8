import { takeMove } from "../../../../server/actions.ts";
import { checkOrigin } from "../../../../server/check-origin.ts";
import { answering } from "../../../../server/error-response.ts";

/** The journey's buttons: a form's POST, answered with the page to go to. Works without scripts. */
export function POST(
  request: Request,
  { params }: { params: Promise<{ study: string }> },
): Promise<Response> {
  return answering(async () => {
    checkOrigin(request.headers);
    const { location, cookie } = await takeMove((await params).study, request);
    const headers = new Headers({ Location: location, "Cache-Control": "no-store" });
    if (cookie !== undefined) headers.set("Set-Cookie", cookie);
    return new Response(null, { status: 303, headers });
  });
}
