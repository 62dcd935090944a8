import { setTimeout as pause } from "node:timers/promises";
import { KnownError } from "@pairlab/domain/errors";
import type { Patience } from "./hub-endpoint.ts";
import { PassingFault } from "./hub-request.ts";

const longestPauseMs = 60_000;
/** A server that asks for more is asked again by a person, not by a program that hangs. */
const longestAskedMs = 15 * 60_000;

export interface PatientWork<T> {
  /** One attempt. A PassingFault leads to another one. */
  attempt: () => Promise<T>;
  /** How far the work has come; a failed attempt that came further doesn't count against the limit. */
  progress: () => number;
  signal: AbortSignal;
  onRemark: (text: string) => void;
}

/**
 * The result of work that may fail for a while: it is tried again after growing pauses, or after what the server
 * asked for.
 *
 * Throws: KnownError (missing, HUB_UNREACHABLE) after too many attempts in a row without progress.
 */
export async function patiently<T>(
  { attempts, firstPauseMs }: Patience,
  { attempt, progress, signal, onRemark }: PatientWork<T>,
): Promise<T> {
  let furthest = progress();
  for (let idle = 1; ; idle++) {
    const done = await attempt().then(
      (value) => ({ value }),
      (error: unknown) => passing(error, signal),
    );
    if ("value" in done) return done.value;
    if (progress() > furthest) idle = 1;
    furthest = Math.max(furthest, progress());
    const askedMs = done.retryAfterMs ?? 0;
    if (idle >= attempts || askedMs > longestAskedMs) throw unreachable(done, idle, askedMs);
    const pauseMs = Math.max(askedMs, Math.min(firstPauseMs * 2 ** (idle - 1), longestPauseMs));
    onRemark(`${done.message}; trying again in ${Math.ceil(pauseMs / 1000)} s`);
    await pause(pauseMs, undefined, { signal });
  }
}

/** A fault that may pass; anything else is thrown on. */
function passing(error: unknown, signal: AbortSignal): PassingFault {
  signal.throwIfAborted();
  if (error instanceof PassingFault) return error;
  throw error;
}

const unreachable = (cause: PassingFault, attempts: number, askedMs: number) =>
  new KnownError("missing", `missing answer after ${attempts} attempts: ${cause.message}`, {
    code: "HUB_UNREACHABLE",
    hint:
      askedMs > longestAskedMs
        ? `the server asks to wait ${Math.ceil(askedMs / 60_000)} minutes; run the same command again then: what has arrived is kept`
        : "check the network and run the same command again: what has arrived is kept",
    cause,
  });
