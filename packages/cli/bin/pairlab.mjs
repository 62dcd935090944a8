#!/usr/bin/env node
// Node 20 can't run TypeScript itself: this plain file registers tsx, then starts the command line.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { register } from "tsx/esm/api";

// After a plain `npm ci` the database clients aren't there yet: every start makes them, and so does this.
const root = path.resolve(import.meta.dirname, "../../..");
if (!existsSync(path.join(root, "prisma/src/generated/sqlite/client.ts"))) {
  const made = spawnSync(process.execPath, [path.join(root, "prisma/generate.mjs")], {
    stdio: ["ignore", 2, 2],
  });
  if (made.status !== 0) process.exit(made.status ?? 1);
}

register();
await import("../src/main.ts");
