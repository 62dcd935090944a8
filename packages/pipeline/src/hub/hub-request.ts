import { KnownError } from "@pairlab/domain/errors";
import type { HubEndpoint } from "./hub-endpoint.ts";

const mostRedirects = 5;

/** A fault that may pass: the next attempt can work. */
export class PassingFault extends Error {
  /** What the server asked to wait for. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    extras: { retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, extras.cause === undefined ? undefined : { cause: extras.cause });
    this.name = "PassingFault";
    this.retryAfterMs = extras.retryAfterMs;
  }
}

/**
 * One answer of the endpoint, redirects followed; statuses 200, 206 and 416 reach the caller.
 *
 * The token goes to the endpoint's own origin only: a redirect to a storage server doesn't carry it.
 * Throws: KnownError for what stays wrong (refused, missing, a redirect out of encryption), PassingFault for
 *         what may pass (no connection, 429, 5xx).
 */
export async function hubRequest(
  endpoint: HubEndpoint,
  address: string,
  { headers = {}, signal }: { headers?: Record<string, string>; signal: AbortSignal },
): Promise<Response> {
  const home = new URL(endpoint.url);
  let url = new URL(address);
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const authorised =
      endpoint.token !== undefined && url.origin === home.origin
        ? { ...headers, authorization: `Bearer ${endpoint.token}` }
        : headers;
    const response = await answer(url, authorised, signal);
    if (response.status < 300 || response.status === 416) return response;
    await response.body?.cancel();
    if (response.status >= 400) throw failure(response, url);
    url = redirected(response, url);
  }
  throw new KnownError(
    "missing",
    `invalid answer: more than ${mostRedirects} redirects from ${place(url)}`,
    {
      code: "HUB_ANSWER",
      hint: "check HF_ENDPOINT",
    },
  );
}

async function answer(
  url: URL,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  try {
    // Compressed transfer would make Content-Length and Range speak of other bytes than the file's.
    const asked = { "accept-encoding": "identity", "user-agent": "pairlab", ...headers };
    return await fetch(url, { headers: asked, redirect: "manual", signal });
  } catch (cause) {
    signal.throwIfAborted();
    throw new PassingFault(`no connection to ${url.origin} (${reasonOf(cause)})`, { cause });
  }
}

function redirected(response: Response, from: URL): URL {
  const location = response.headers.get("location") ?? "";
  const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  const isSafe =
    to?.protocol === "https:" || (to?.protocol === "http:" && from.protocol === "http:");
  if (to !== undefined && isSafe) return to;
  throw new KnownError("missing", `invalid redirect from ${place(from)}`, {
    code: "HUB_ANSWER",
    hint: "the server sends to an address that isn't encrypted, or to none; check HF_ENDPOINT",
  });
}

function failure(response: Response, url: URL): Error {
  const { status } = response;
  const what = `${status} from ${place(url)}`;
  if (status === 401 || status === 403)
    return new KnownError("refused", `missing permission: ${what}`, {
      code: "HUB_DENIED",
      hint: "the model may be gated, private or misspelt: accept its terms on its page while signed in, create a read token there, and run again with HF_TOKEN set",
    });
  if (status === 404 || status === 410)
    return new KnownError("missing", `unknown model, revision or file: ${what}`, {
      code: "HUB_UNKNOWN",
      hint: "check the repository's name and --revision",
    });
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    return new PassingFault(what, { retryAfterMs: retryAfterMs(response.headers) });
  return new KnownError("missing", `invalid answer: ${what}`, {
    code: "HUB_ANSWER",
    hint: "check HF_ENDPOINT",
  });
}

/** Retry-After: seconds, or a date that is compared with the server's own clock. */
export function retryAfterMs(headers: Headers): number | undefined {
  const text = headers.get("retry-after");
  if (text === null) return undefined;
  if (/^\d+$/.test(text.trim())) return Number(text) * 1000;
  const wait = Date.parse(text) - Date.parse(headers.get("date") ?? "");
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

/** An address as it may be shown: signed addresses carry secrets behind the question mark. */
export const place = (url: URL): string => `${url.origin}${url.pathname}`;

/** The innermost reason of a failed connection, in the system's word where there is one. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
