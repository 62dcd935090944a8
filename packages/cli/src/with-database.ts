import type { Database } from "@pairlab/db/client";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import type { CommandContext } from "./command-context.ts";

/** The result of some work on the study database, which is migrated before and closed after. */
export async function withDatabase<T>(
  context: Pick<CommandContext, "folders">,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await prepareDatabase(context.folders.database);
  try {
    return await work(database);
  } finally {
    await database.$disconnect();
  }
}
