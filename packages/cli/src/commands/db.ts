import { mkdirSync } from "node:fs";
import { databaseUrl } from "@pairlab/db/database-url";
import { diff } from "@pairlab/db/migrate";
import { migrateDatabase } from "@pairlab/db/migrate-database";
import { sqliteTarget } from "@pairlab/db/sqlite-target";
import { KnownError } from "@pairlab/domain/errors";
import type { CommandContext } from "../command-context.ts";
import { examples } from "../examples.ts";
import type { Configure } from "./table.ts";

/** `pairlab db`. */
export const configure: Configure = (command, context) => {
  command
    .usage("<migrate|diff>")
    .argument("[action]", "migrate: apply what is missing; diff: SQL from migrations to models")
    .addHelpText("before", examples("npx pairlab db migrate", "npx pairlab db diff"))
    .action(async (action: string | undefined) => {
      if (action === undefined) return command.outputHelp();
      if (action === "migrate") return migrate(context());
      if (action === "diff") return showDifference(context());
      throw new KnownError("input", `unknown command: db ${action}`, {
        hint: "npx pairlab db --help",
      });
    });
};

async function migrate({ folders, terminal }: CommandContext): Promise<void> {
  mkdirSync(folders.data, { recursive: true });
  const applied = await migrateDatabase(folders.database);
  const text = applied.length === 0 ? "nothing to apply" : `applied ${applied.join(", ")}`;
  terminal.result(text, { database: folders.database, applied });
}

/** Exit code 1 when the migrations don't lead to the models: a check that found a difference. */
async function showDifference({ folders, terminal }: CommandContext): Promise<void> {
  mkdirSync(folders.data, { recursive: true });
  const sql = await diff(sqliteTarget(databaseUrl(folders.database)));
  if (sql !== undefined) process.exitCode = 1;
  terminal.result(sql ?? "the migrations lead to the models", { sql: sql ?? null });
}
