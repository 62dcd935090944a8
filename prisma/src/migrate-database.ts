import { constants, copyFileSync, existsSync, linkSync, rmSync } from "node:fs";
import { KnownError } from "@pairlab/domain/errors";
import { z } from "zod";
import { openDatabase } from "./client.ts";
import { databaseUrl } from "./database-url.ts";
import { draftBeside } from "./draft-beside.ts";
import { exclusively } from "./exclusively.ts";
import { apply, migrationNames } from "./migrate.ts";
import { migrationState } from "./migration-state.ts";
import { sqliteTarget } from "./sqlite-target.ts";

const patienceMs = 60_000;
const Applied = z.object({ appliedMigrationNames: z.array(z.string()) });

/**
 * Brings a database file up to date, one process at a time; makes it when it isn't there.
 *
 * Result: names of the migrations applied now.
 * Throws: KnownError (conflict) when a migration of the file was interrupted, or when another process
 *         takes too long over one.
 */
export async function migrateDatabase(file: string): Promise<string[]> {
  const until = performance.now() + patienceMs;
  const waiting = () => {
    if (performance.now() < until) return;
    throw new KnownError("conflict", `mismatched database: ${file} is being migrated`, {
      hint: "another command is at it: wait for its end, then run this one again",
    });
  };
  return exclusively(`${file}.lock`, waiting, () =>
    existsSync(file) ? migrateInPlace(file) : makeWhole(file),
  );
}

async function migrateInPlace(file: string): Promise<string[]> {
  const url = databaseUrl(file);
  const target = sqliteTarget(url);
  const database = openDatabase(url);
  const state = await migrationState(database, migrationNames(target)).finally(() =>
    database.$disconnect(),
  );
  if (state.status === "current") return [];
  if (state.status === "failed")
    throw new KnownError(
      "conflict",
      `mismatched database: migration ${state.migration} of ${file} was interrupted`,
      {
        hint: "put a copy from before in its place, or move it away (keep it: it may hold votes) and run the same command again",
      },
    );
  return appliedTo(url);
}

/**
 * A new database, migrated under another name and linked into place: nobody sees half of it.
 *
 * What is linked is a copy, since libsql keeps a closed file open until the next garbage collection, and
 * two names of one open file would have two write-ahead logs.
 */
async function makeWhole(file: string): Promise<string[]> {
  const [made, copy] = [draftBeside(file), draftBeside(file)];
  try {
    const url = databaseUrl(made);
    const applied = await appliedTo(url);
    await intoOneFile(url);
    copyFileSync(made, copy, constants.COPYFILE_EXCL);
    // A log without its database is of one that somebody deleted: SQLite would replay it into this one.
    for (const end of ["-wal", "-shm", "-journal"]) rmSync(`${file}${end}`, { force: true });
    linkSync(copy, file);
    return applied;
  } finally {
    for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(`${made}${end}`, { force: true });
    rmSync(copy, { force: true });
  }
}

async function appliedTo(url: string): Promise<string[]> {
  return Applied.parse(await apply(sqliteTarget(url))).appliedMigrationNames;
}

/**
 * WAL mode, with nothing left in the log.
 *
 * WAL is a property of the file, so it is set once, here: readers don't block the writer.
 */
async function intoOneFile(url: string): Promise<void> {
  const database = openDatabase(url);
  try {
    await database.$queryRaw`PRAGMA journal_mode = WAL`;
    const [left] = await database.$queryRaw<{ busy: bigint }[]>`PRAGMA wal_checkpoint(TRUNCATE)`;
    if (left === undefined || Number(left.busy) !== 0)
      throw new Error("the new database's log couldn't be written into its file");
  } finally {
    await database.$disconnect();
  }
}
