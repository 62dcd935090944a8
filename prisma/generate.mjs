// Generates the Prisma clients of both providers from one models file, without a native engine and without a network.
import { spawnSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const here = import.meta.dirname;
const require = createRequire(import.meta.url);
const prisma = path.join(path.dirname(require.resolve("prisma/package.json")), "build/index.js");

for (const provider of ["sqlite", "postgresql"]) {
  copyFileSync(path.join(here, "models.prisma"), path.join(here, provider, "models.prisma"));
  const done = spawnSync(
    process.execPath,
    [prisma, "generate", "--schema", path.join(here, provider)],
    {
      cwd: here,
      // `generate` never runs the schema engine, but the CLI looks for one; any existing file will do.
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      },
      encoding: "utf8",
    },
  );
  if (done.status !== 0) {
    process.stderr.write(done.stdout + done.stderr);
    process.exit(done.status ?? 1);
  }
}
