import "server-only";
import { existsSync } from "node:fs";
import path from "node:path";
import { type Database, openDatabase } from "@pairlab/db/client";
import { databaseUrl } from "@pairlab/db/database-url";
import { KnownError } from "@pairlab/domain/errors";
import { environment, type Folders } from "./env.ts";
import { readSecrets, type Secrets } from "./secrets.ts";

/** What every request needs: opened once a process. */
export interface App extends Folders {
  secrets: Secrets;
  database: Database;
}

declare global {
  // Next loads this module once for each route; the database is opened once for all of them.
  var pairlabApp: App | undefined;
}

/** The running app. Throws: KnownError when its folder, its secrets or its database are missing. */
export function app(): App {
  globalThis.pairlabApp ??= openApp();
  return globalThis.pairlabApp;
}

function openApp(): App {
  const folders = environment();
  const { dataDir } = folders;
  const secrets = readSecrets(dataDir);
  const file = path.join(dataDir, "pairlab.db");
  // Opening would make an empty file, and every page would fail on its missing tables.
  if (!existsSync(file))
    throw new KnownError("missing", `missing database: ${file}`, {
      hint: "run npm start once: it makes it",
    });
  const database = openDatabase(databaseUrl(file));
  return { ...folders, secrets, database };
}
