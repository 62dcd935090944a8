import type { Database } from "./client.ts";
import type { Prisma } from "./generated/sqlite/client.ts";

/** What reads need of a database: the database itself, or one moment of it. */
export type Readable = Prisma.TransactionClient;

const limits = { maxWait: 30_000, timeout: 120_000 };

/**
 * What was read of one moment: a writer that commits in between is in none of the reads.
 *
 * Every query goes through the argument of `read`; even one of them is several when it follows relations.
 * In WAL mode it holds up no writer.
 */
export const snapshot = <T>(
  database: Database,
  read: (moment: Readable) => Promise<T>,
): Promise<T> => database.$transaction(read, limits);
