// Turbo without telemetry and without its banner: `node tools/turbo.mjs run generate`. Says something only when a task fails.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const turbo = createRequire(import.meta.url).resolve("turbo/bin/turbo");

const done = spawnSync(process.execPath, [turbo, ...process.argv.slice(2), "--no-color"], {
  cwd: root,
  env: {
    ...process.env,
    TURBO_TELEMETRY_DISABLED: "1",
    NEXT_TELEMETRY_DISABLED: "1",
    DO_NOT_TRACK: "1",
  },
  stdio: ["ignore", "pipe", "pipe"],
  encoding: "utf8",
});
if (done.status !== 0) {
  process.stderr.write(`${done.stdout}${done.stderr}`);
  process.exit(done.status ?? 1);
}
