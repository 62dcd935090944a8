import { mkdirSync } from "node:fs";
import path from "node:path";
import { type Database, openDatabase } from "./client.ts";
import { apply } from "./migrate.ts";
import { sqliteTarget } from "./sqlite-target.ts";

/**
 * An open, migrated database in a file, made when it isn't there.
 *
 * WAL is a property of the file, so it is set once here and checked: readers don't block the writer.
 * `synchronous` stays FULL, libsql's default: an acknowledged vote is on the disk.
 */
export async function prepareDatabase(file: string): Promise<Database> {
  mkdirSync(path.dirname(file), { recursive: true });
  const url = databaseUrl(file);
  await apply(sqliteTarget(url));
  const database = openDatabase(url);
  const [mode] = await database.$queryRaw<{ journal_mode: string }[]>`PRAGMA journal_mode = WAL`;
  if (mode?.journal_mode !== "wal")
    throw new Error(`journal mode is ${mode?.journal_mode}, not wal`);
  return database;
}

/** The URL of a database file; absolute, since servers run in other working directories. */
export const databaseUrl = (file: string): string => `file:${path.resolve(file)}`;
