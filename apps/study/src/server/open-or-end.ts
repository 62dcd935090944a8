import "server-only";
import { expectFullySynced } from "@pairlab/db/expect-fully-synced";
import { exitCodes, KnownError } from "@pairlab/domain/errors";
import { app } from "./app.ts";

/**
 * Opens the app, or ends the process with one line and a hint.
 *
 * Next would print a stack, stay and answer everybody with 500.
 */
export async function openOrEnd(): Promise<void> {
  try {
    await expectFullySynced(app().database);
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    process.stderr.write(`error  ${error.message}\n`);
    if (error.hint !== undefined) process.stderr.write(`hint   ${error.hint}\n`);
    process.exit(exitCodes[error.kind]);
  }
}
