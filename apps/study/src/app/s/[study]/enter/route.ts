import type { NextRequest } from "next/server";
import { enter } from "../../../../server/entry.ts";
import { answering } from "../../../../server/error-response.ts";
import { seeOther } from "../../../../server/see-other.ts";

/** Where `proxy.ts` leads a study's link that has parameters. Works without scripts. */
export async function GET(
  request: NextRequest,
  { params }: { params: Promise<{ study: string }> },
): Promise<Response> {
  const { study } = await params;
  return answering(study, async () => {
    const { location, cookies } = await enter(study, {
      parameters: request.nextUrl.searchParams,
      headers: request.headers,
      cookie: (name) => request.cookies.get(name)?.value,
    });
    return seeOther(location, cookies);
  });
}
