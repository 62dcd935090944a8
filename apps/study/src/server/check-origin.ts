import { KnownError } from "@pairlab/domain/errors";

/**
 * Refuses a POST that another site's page sent.
 *
 * `Origin` must be our own host. Under `Referrer-Policy: no-referrer` browsers send `Origin: null`
 * with a form, even to the same site; `Sec-Fetch-Site` then says whose page it was.
 * Throws: KnownError (refused).
 */
export function checkOrigin(headers: Pick<Headers, "get">): void {
  const origin = headers.get("origin");
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  if (origin !== null && origin !== "null") {
    if (URL.canParse(origin) && new URL(origin).host === host) return;
  } else if (headers.get("sec-fetch-site") === "same-origin") return;
  throw new KnownError("refused", "mismatched origin of a form", {
    code: "foreign-origin",
    hint: "open the study's own page and press its button there",
  });
}
