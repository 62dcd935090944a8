import type { Database } from "./client.ts";

/** `failed` names a migration that was begun and never ended. */
export type MigrationState =
  | { status: "current" }
  | { status: "behind" }
  | { status: "failed"; migration: string };

/**
 * How far a database has come on the way to the last of the named migrations.
 *
 * Read from the history table directly: loading the schema engine costs more than most commands.
 */
export async function migrationState(
  database: Database,
  migrations: readonly string[],
): Promise<MigrationState> {
  const [history] = await database.$queryRaw<unknown[]>`
    SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_prisma_migrations'`;
  if (history === undefined) return { status: "behind" };
  const rows = await database.$queryRaw<{ name: string; endedAt: unknown }[]>`
    SELECT migration_name AS name, finished_at AS "endedAt" FROM _prisma_migrations
    WHERE rolled_back_at IS NULL`;
  const failed = rows.find(({ endedAt }) => endedAt === null);
  if (failed !== undefined) return { status: "failed", migration: failed.name };
  const applied = new Set(rows.map(({ name }) => name));
  return { status: migrations.every((name) => applied.has(name)) ? "current" : "behind" };
}
