import "server-only";
import { KnownError } from "@pairlab/domain/errors";
import { addRefused, emptyBatch, type RefusalBatch, type Refused } from "../core/refusal-batch.ts";
import { refusalCodeOf } from "../core/refusal-code.ts";
import { app } from "./app.ts";
import { writeRefusals } from "./repository/refusals.ts";
import { type CookieReader, sessionIdOf } from "./session-cookie.ts";

declare global {
  // Next loads modules once for each route; what waits to be written waits in one place.
  var pairlabRefusals: RefusalBatch | undefined;
}

/** One commit a second at most, however much is refused. */
const everyMs = 1000;

/**
 * Records that a request was refused, after its reply and from memory: no kind of it takes longer than another.
 *
 * What a request contained, and who sent it, isn't recorded.
 */
export function noteRefused(refused: Omit<Refused, "at">): void {
  const isFirst = globalThis.pairlabRefusals === undefined;
  globalThis.pairlabRefusals ??= emptyBatch();
  addRefused(globalThis.pairlabRefusals, { ...refused, at: new Date() });
  if (isFirst) setTimeout(writeWaiting, everyMs).unref();
}

/** Records an error that a request ended with. */
export function noteError(error: unknown, studyId: string, read: CookieReader): void {
  const code = error instanceof KnownError ? refusalCodeOf(error) : "failure";
  const sessionId = sessionIdOf(read, studyId, app().secrets.sessionKey);
  noteRefused({ studyId, code, sessionId });
}

async function writeWaiting(): Promise<void> {
  const batch = globalThis.pairlabRefusals ?? emptyBatch();
  globalThis.pairlabRefusals = undefined;
  try {
    await writeRefusals(app().database, batch);
  } catch (error) {
    process.stderr.write(`error refused requests weren't recorded: ${String(error)}\n`);
  }
}
