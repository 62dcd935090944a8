import "server-only";
import { randomBytes } from "node:crypto";
import { httpStatuses, KnownError } from "@pairlab/domain/errors";
import type { ErrorReply } from "../core/trial-view.ts";

/**
 * The one place where an error becomes an HTTP answer. What isn't a KnownError gives no details, only
 * a reference that is also in the server's log; `onBug` makes a page of it where people look.
 */
export async function answering(
  work: () => Promise<Response>,
  onBug: (reference: string) => Response = bugReply,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof KnownError) {
      const { kind, message, hint } = error;
      return json({ error: message, ...(hint && { hint }) }, httpStatuses[kind]);
    }
    const reference = randomBytes(4).toString("hex");
    const stack = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`error ${reference} ${stack}\n`);
    return onBug(reference);
  }
}

const json = (body: ErrorReply, status: number) =>
  Response.json(body, { status, headers: { "Cache-Control": "no-store" } });

const bugReply = (reference: string) =>
  json({ error: `unexpected problem ${reference}`, hint: "try again" }, 500);
