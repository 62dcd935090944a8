import { setTimeout } from "node:timers/promises";
import { KnownError } from "@pairlab/domain/errors";

const pauseMs = 500;

/**
 * Does work on a run, waiting while another process makes it.
 *
 * Throws: as the work does; RUN_LOCKED, which it waits out, only when it is told to stop.
 */
export async function whenRunIsFree<T>(
  work: () => Promise<T>,
  signal: AbortSignal,
  say: (text: string) => void,
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof KnownError) || error.code !== "RUN_LOCKED" || signal.aborted)
        throw error;
      if (tries === 0) say(`waiting: ${error.message}`);
      await setTimeout(pauseMs);
    }
  }
}
