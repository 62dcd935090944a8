import path from "node:path";
import { exclusively } from "@pairlab/db/exclusively";
import { isDuplicate } from "@pairlab/db/is-duplicate";
import { KnownError } from "@pairlab/domain/errors";
import type { CommandContext } from "./command-context.ts";
import { Interrupted } from "./interrupted.ts";

/**
 * The result of work that adds to the studies of a state folder, one command at a time.
 *
 * Throws: KnownError (conflict) when what it adds is there already after all: written by a program
 *         that doesn't ask for the lock.
 */
export async function withStudiesLocked<T>(
  { folders, signal, terminal }: Pick<CommandContext, "folders" | "signal" | "terminal">,
  work: () => Promise<T>,
): Promise<T> {
  let isSaid = false;
  const waiting = () => {
    if (signal.aborted)
      throw new Interrupted("stopped, nothing was written. Continue: run the same command again");
    if (!isSaid) terminal.say(`waiting for another command that changes ${folders.data}`);
    isSaid = true;
  };
  try {
    return await exclusively(path.join(folders.data, "studies.lock"), waiting, work);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new KnownError("conflict", `duplicate rows: another program wrote to ${folders.data}`, {
      hint: "run the same command again: it goes on from what is there",
      cause: error,
    });
  }
}
