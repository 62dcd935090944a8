import { KnownError } from "@pairlab/domain/errors";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { PrismaClient } from "./generated/sqlite/client.ts";

export type Database = PrismaClient;

/** Milliseconds a writer waits for another one. Given to the factory: a PRAGMA is lost after each transaction. */
export const busyTimeoutMs = 5000;

/**
 * The database behind a URL such as `file:/absolute/path/pairlab.db`.
 *
 * Throws: KnownError (input) for any other kind of URL, `:memory:` included: libsql drops an
 *         in-memory database's tables at the first interactive transaction.
 */
export function openDatabase(url: string): Database {
  return new PrismaClient({ adapter: sqliteAdapter(url) });
}

/** The libsql adapter, the same for the client and for migrations. */
export function sqliteAdapter(url: string): PrismaLibSql {
  if (!/^file:\/.+/.test(url))
    throw new KnownError("input", `unknown database: ${url}`, {
      hint: "give an absolute SQLite file, for example DATABASE_URL=file:/srv/pairlab/pairlab.db",
    });
  return new PrismaLibSql({ url, timeout: busyTimeoutMs });
}
