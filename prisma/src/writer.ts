import { setTimeout as pause } from "node:timers/promises";
import Libsql from "libsql";
import type { Database } from "./client.ts";
import { isFullySynced } from "./is-fully-synced.ts";

/** What a column can be given. */
export type SqlValue = string | number | boolean | Date | null;

/** Statements inside one transaction. None of them waits: nothing else runs in this process until they are committed. */
export interface Statements {
  /** Runs a statement; the number of rows that it wrote. */
  run(sql: string, values: readonly SqlValue[]): number;
  /** The first row; undefined when there is none. */
  first(sql: string, values: readonly SqlValue[]): unknown;
  /** All rows. */
  all(sql: string, values: readonly SqlValue[]): readonly unknown[];
}

/** Does work in one transaction of its own and settles after the commit, or rolls all of it back and throws. */
export type Write = <T>(work: (inside: Statements) => T) => Promise<T>;

const pauseMs = 2;
const longestWaitMs = 30_000;

const writers = new WeakMap<Database, Promise<Write>>();

/**
 * A connection for what is written most often: answers, and the tokens of pictures. Opened once a process.
 *
 * Prisma's libsql adapter opens a connection after each interactive transaction, and prepares each statement
 * again; here both are kept. The rows are the same, times included.
 *
 * While somebody else writes, in this process or in another, it waits without blocking: libsql's own waiting would
 * stop the process, and with it the transaction that it waits for.
 * Throws: Error where a commit would not be on the disk.
 */
export function openWriter(database: Database): Promise<Write> {
  const writer = writers.get(database) ?? openConnection(database).then(writerOn);
  writers.set(database, writer);
  return writer;
}

function writerOn(connection: Libsql.Database): Write {
  if (!isFullySynced(connection.prepare("PRAGMA synchronous").get()))
    throw new Error(`commits to ${connection.name} would not be on the disk`);
  connection.exec("PRAGMA foreign_keys = ON");
  const statements = preparedOnce(connection);
  return async (work) => {
    const startMs = performance.now();
    while (!begun(connection)) {
      if (performance.now() - startMs > longestWaitMs) throw new Error("others write for too long");
      await pause(pauseMs);
    }
    // From here to the end nothing waits: another call of this function finds no transaction under way.
    try {
      const result = work(statements);
      connection.exec("COMMIT");
      return result;
    } catch (error) {
      if (connection.inTransaction) connection.exec("ROLLBACK");
      throw error;
    }
  };
}

async function openConnection(database: Database): Promise<Libsql.Database> {
  const [main] = await database.$queryRaw<{ file: string }[]>`PRAGMA database_list`;
  if (main === undefined) throw new Error("a database without a file");
  return new Libsql(main.file, { timeout: 0 });
}

/** Statements that only read. */
export type Reads = Omit<Statements, "run">;

const readers = new WeakMap<Database, Promise<Reads>>();

/** A connection for what is read for every answer; opened once a process. In WAL mode it waits for nobody. */
export function openReader(database: Database): Promise<Reads> {
  const reader = readers.get(database) ?? openConnection(database).then(preparedOnce);
  readers.set(database, reader);
  return reader;
}

/** Whether a transaction has begun; false while somebody else writes. */
function begun(connection: Libsql.Database): boolean {
  try {
    connection.exec("BEGIN IMMEDIATE");
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Libsql.SqliteError && error.code.startsWith("SQLITE_BUSY");

function preparedOnce(connection: Libsql.Database): Statements {
  const known = new Map<string, Libsql.Statement<unknown[]>>();
  const prepared = (sql: string) => {
    const statement = known.get(sql) ?? connection.prepare<unknown[]>(sql);
    known.set(sql, statement);
    return statement;
  };
  return {
    run: (sql, values) => prepared(sql).run(...values.map(stored)).changes,
    first: (sql, values) => prepared(sql).get(...values.map(stored)),
    all: (sql, values) => prepared(sql).all(...values.map(stored)),
  };
}

/** A value as Prisma's adapter writes it: times are compared as texts. */
function stored(value: SqlValue): string | number | null {
  if (value instanceof Date) return value.toISOString().replace("Z", "+00:00");
  return typeof value === "boolean" ? Number(value) : value;
}
