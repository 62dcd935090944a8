import "server-only";
import path from "node:path";
import { type Database, openDatabase } from "@pairlab/db/client";
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

/** The running app. Throws: KnownError when its folder or its secrets are missing. */
export function app(): App {
  globalThis.pairlabApp ??= openApp();
  return globalThis.pairlabApp;
}

function openApp(): App {
  const folders = environment();
  const { dataDir } = folders;
  const secrets = readSecrets(dataDir);
  const database = openDatabase(`file:${path.join(dataDir, "pairlab.db")}`);
  return { ...folders, secrets, database };
}
