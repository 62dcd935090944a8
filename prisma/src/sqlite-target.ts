import path from "node:path";
import { sqliteAdapter } from "./client.ts";
import type { Target } from "./migrate.ts";
import { withScriptedShadow } from "./shim.ts";

const folder = path.resolve(import.meta.dirname, "..");

/** What the schema engine needs to bring a SQLite file up to date. */
export function sqliteTarget(url: string): Target {
  return {
    provider: "sqlite",
    factory: withScriptedShadow(sqliteAdapter(url)),
    schemaFiles: [path.join(folder, "sqlite/schema.prisma"), path.join(folder, "models.prisma")],
    migrationsDir: path.join(folder, "sqlite/migrations"),
  };
}
