import { existsSync } from "node:fs";
import { type Database, openDatabase } from "./client.ts";
import { databaseUrl } from "./database-url.ts";
import { migrationNames } from "./migrate.ts";
import { migrateDatabase } from "./migrate-database.ts";
import { migrationState } from "./migration-state.ts";
import { sqliteTarget } from "./sqlite-target.ts";

/**
 * An open, migrated database in a file, made when it isn't there; any number of processes may ask at once.
 *
 * `synchronous` stays FULL, libsql's default: an acknowledged vote is on the disk.
 *
 * Throws: KnownError (conflict) as `migrateDatabase`.
 */
export async function prepareDatabase(file: string): Promise<Database> {
  if (!(existsSync(file) && (await isCurrent(file)))) await migrateDatabase(file);
  const database = openDatabase(databaseUrl(file));
  // Set when the file was made; checked, and set in one that somebody else made.
  const [mode] = await database.$queryRaw<{ journal_mode: string }[]>`PRAGMA journal_mode = WAL`;
  if (mode?.journal_mode !== "wal")
    throw new Error(`journal mode is ${mode?.journal_mode}, not wal`);
  return database;
}

async function isCurrent(file: string): Promise<boolean> {
  const url = databaseUrl(file);
  const database = openDatabase(url);
  try {
    const { status } = await migrationState(database, migrationNames(sqliteTarget(url)));
    return status === "current";
  } finally {
    await database.$disconnect();
  }
}
