import { setTimeout as pause } from "node:timers/promises";
import Libsql from "libsql";
import { z } from "zod";

const Checkpoint = z.object({ busy: z.int() });
const busyTimeoutMs = 30_000;
const pauseMs = 100;

/**
 * Writes a database file anew from the rows that it has, and empties its log: what was deleted is in neither.
 *
 * SQLite leaves deleted rows in free pages, in gaps of pages and in the write-ahead log until something else is
 * written there. Others may go on reading meanwhile; who writes waits for as long as a copy of the file takes.
 *
 * Result: whether the log could be emptied within half a minute; somebody who reads all the time holds it.
 */
export async function scrubDatabase(file: string): Promise<boolean> {
  const connection = new Libsql(file, { timeout: busyTimeoutMs });
  try {
    connection.exec("VACUUM");
    const startMs = performance.now();
    for (;;) {
      const row = connection.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
      if (Checkpoint.parse(row).busy === 0) return true;
      if (performance.now() - startMs > busyTimeoutMs) return false;
      await pause(pauseMs);
    }
  } finally {
    connection.close();
  }
}
