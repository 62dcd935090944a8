import { mkdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { isDriverAdapterError, type SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { databaseUrl } from "./database-url.ts";

const pauseMs = 50;

/**
 * The result of work that one process does at a time.
 *
 * The lock is a write transaction on an empty SQLite file, so the system lets go of it when its process
 * dies: no owner is ever stale. The file stays, since removing it would let two in at once.
 *
 * `waiting` is called before each pause while another process holds the lock; it ends the wait by throwing.
 */
export async function exclusively<T>(
  lockFile: string,
  waiting: () => void,
  work: () => Promise<T>,
): Promise<T> {
  mkdirSync(path.dirname(lockFile), { recursive: true });
  const lock = await new PrismaLibSql({ url: databaseUrl(lockFile), timeout: 0 }).connect();
  try {
    while (!(await isTaken(lock))) {
      waiting();
      await pause(pauseMs);
    }
    try {
      return await work();
    } finally {
      // Closing alone would leave it to the garbage collector.
      await lock.executeRaw({ sql: "ROLLBACK", args: [], argTypes: [] });
    }
  } finally {
    await lock.dispose();
  }
}

/** Whether the lock is ours now. */
async function isTaken(lock: SqlDriverAdapter): Promise<boolean> {
  try {
    await lock.executeRaw({ sql: "BEGIN IMMEDIATE", args: [], argTypes: [] });
    return true;
  } catch (error) {
    if (isDriverAdapterError(error) && error.cause.kind === "SocketTimeout") return false; // SQLITE_BUSY
    throw error;
  }
}
