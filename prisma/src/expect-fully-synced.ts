import { KnownError } from "@pairlab/domain/errors";
import type { Database } from "./client.ts";
import { isFullySynced } from "./is-fully-synced.ts";

/** Throws: KnownError (refused) where a commit is not on the disk when it is acknowledged. */
export async function expectFullySynced(database: Database): Promise<void> {
  const [level] = await database.$queryRaw<unknown[]>`PRAGMA synchronous`;
  if (!isFullySynced(level))
    throw new KnownError(
      "refused",
      `invalid database: PRAGMA synchronous is ${JSON.stringify(level)}`,
      {
        hint: "acknowledged votes could be lost: use a libsql whose default is FULL (2)",
      },
    );
}
