import "server-only";
import { randomBytes } from "node:crypto";
import { inspect } from "node:util";
import { httpStatuses, KnownError } from "@pairlab/domain/errors";
import type { ErrorReply } from "../core/trial-view.ts";
import { cookieReader } from "./read-visit.ts";
import { noteError } from "./refusal-log.ts";
import type { CookieReader } from "./session-cookie.ts";

/** What is said instead of what was asked for. */
export interface Refusal {
  status: number;
  body: ErrorReply;
}

/**
 * The one place where an error becomes an HTTP answer, and is recorded with the study that was asked for. What
 * isn't a KnownError gives no details, only a reference that is also in the server's log; `onBug` makes a page of
 * it where people look.
 */
export async function answering(
  studyId: string,
  work: () => Promise<Response>,
  onBug: (reference: string) => Response = (reference) => json(bugReply(reference)),
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    noteError(error, studyId, await cookieReader());
    return error instanceof KnownError ? json(knownReply(error)) : onBug(logged(error));
  }
}

/** The same for a request that never reached Next. */
export function refusalOf(error: unknown, studyId: string, read: CookieReader): Refusal {
  noteError(error, studyId, read);
  return error instanceof KnownError ? knownReply(error) : bugReply(logged(error));
}

const knownReply = ({ kind, message, hint, code }: KnownError): Refusal => ({
  status: httpStatuses[kind],
  body: { error: message, ...(code && { code }), ...(hint && { hint }) },
});

const bugReply = (reference: string): Refusal => ({
  status: 500,
  body: { error: `unexpected problem ${reference}`, hint: "try again" },
});

/** Writes what went wrong into the server's log; the reference under which it is found there. */
function logged(error: unknown): string {
  const reference = randomBytes(4).toString("hex");
  process.stderr.write(`error ${reference} ${inspect(error)}\n`);
  return reference;
}

const json = ({ status, body }: Refusal): Response =>
  Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
