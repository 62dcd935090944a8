import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import securityHeaders from "../security-headers.json" with { type: "json" };
import { takeAnswer } from "./actions.ts";
import { checkOrigin } from "./check-origin.ts";
import { cookiesIn } from "./cookies-in.ts";
import { refusalOf } from "./error-response.ts";

const address = /^\/s\/([A-Za-z0-9._-]+)\/answers$/;
const headers = {
  ...securityHeaders,
  "Cache-Control": "no-store",
  "Content-Type": "application/json",
};

/**
 * Takes a request that is an answer, before Next sees it; whether it was one.
 *
 * Next spends several times as long on a request as an answer needs. What is said is the same as in the route.
 */
export function takeDirectly(request: IncomingMessage, response: ServerResponse): boolean {
  const study = request.method === "POST" ? address.exec(request.url ?? "")?.[1] : undefined;
  if (study === undefined) return false;
  void reply(study, request).then(({ status, body }) => {
    const text = JSON.stringify(body);
    response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(text) });
    response.end(text);
  });
  return true;
}

/** What is said to an answer. Never throws. */
async function reply(study: string, request: IncomingMessage) {
  const cookie = cookiesIn(request.headers.cookie);
  try {
    const asked = { body: request, headers: { get: (name: string) => headerOf(request, name) } };
    checkOrigin(asked.headers);
    const body = await takeAnswer(study, asked, cookie);
    return { status: 200, body };
  } catch (error) {
    return refusalOf(error, study, cookie);
  }
}

function headerOf({ headers: sent }: IncomingMessage, name: string): string | null {
  const value = sent[name];
  return typeof value === "string" ? value : null;
}

declare global {
  // `serve.mjs` is no part of Next's build: this is how it gets what is. Undefined under `next start`.
  var pairlabHandOver: ((handler: typeof takeDirectly) => void) | undefined;
}
