import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrateDatabase } from "./migrate-database.ts";
import { prepareDatabase } from "./prepare-database.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-first-"));
  file = path.join(folder, "state", "pairlab.db");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const program = path.join(import.meta.dirname, "prepare-database.fixture.ts");
const preparing = (): ChildProcess =>
  spawn(process.execPath, ["--import", "tsx", program, file], {
    stdio: ["ignore", "pipe", "pipe"],
  });

async function outcome(child: ChildProcess) {
  const [[code], stdout, stderr] = await Promise.all([
    once(child, "close"),
    child.stdout ? text(child.stdout) : "",
    child.stderr ? text(child.stderr) : "",
  ]);
  return { code, stdout, stderr };
}

const good = { code: 0, stdout: "0", stderr: "" };
const leftovers = () =>
  readdirSync(path.dirname(file)).filter((name) => !/^pairlab\.db(-wal|-shm|\.lock)?$/.test(name));

test("many processes at once on a new folder all succeed and share one database", async () => {
  const done = await Promise.all(Array.from({ length: 6 }, () => outcome(preparing())));
  expect(done).toEqual(done.map(() => good));
  expect(leftovers()).toEqual([]);
  const database = await prepareDatabase(file);
  const [applied] = await database.$queryRaw<{ count: bigint; names: bigint }[]>`
    SELECT count(*) AS count, count(DISTINCT migration_name) AS names FROM _prisma_migrations`;
  expect(applied?.count).toBe(applied?.names);
  await database.$disconnect();
  expect(await migrateDatabase(file)).toEqual([]);
});

test("many processes at once on an empty file migrate it once", async () => {
  file = path.join(folder, "pairlab.db");
  writeFileSync(file, "");
  const done = await Promise.all(Array.from({ length: 4 }, () => outcome(preparing())));
  expect(done).toEqual(done.map(() => good));
});

test.each([0, 15, 40, 80, 160])(
  "a kill %i ms into the first migration leaves a folder on which the next command works",
  async (delayMs) => {
    const child = preparing();
    const isBegun = () => existsSync(path.dirname(file)) && leftovers().length > 0;
    while (!isBegun() && child.exitCode === null) await pause(1);
    await pause(delayMs);
    child.kill("SIGKILL");
    await outcome(child);
    const database = await prepareDatabase(file);
    expect(await database.study.count()).toBe(0);
    await database.$disconnect();
    expect(leftovers()).toEqual([]);
  },
);

test("a migration that was interrupted in its file is a conflict that names the file", async () => {
  const database = await prepareDatabase(file);
  await database.$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL`;
  await database.$disconnect();
  await expect(prepareDatabase(file)).rejects.toMatchObject({
    kind: "conflict",
    message: expect.stringMatching(/^mismatched database: migration \d+_\w+ of .*pairlab\.db/),
    hint: expect.stringContaining("copy"),
  });
});

test("a new database takes nothing over from the log of a deleted one", async () => {
  const old = await prepareDatabase(file);
  await old.$executeRaw`CREATE TABLE "Old" ("id" TEXT)`;
  rmSync(file);
  expect(existsSync(`${file}-wal`)).toBe(true);
  const database = await prepareDatabase(file);
  expect(await database.$queryRaw`SELECT 1 FROM sqlite_master WHERE name = 'Old'`).toEqual([]);
  expect(await database.$queryRaw`PRAGMA integrity_check`).toEqual([{ integrity_check: "ok" }]);
  await database.$disconnect();
  await old.$disconnect();
});

test.each(["a%20b", "a b", "50%", "a#b", "a?b=c", "ä+&"])(
  "the database of a folder named %s is a file in that folder",
  async (name) => {
    file = path.join(folder, name, "pairlab.db");
    const database = await prepareDatabase(file);
    const [main] = await database.$queryRaw<{ file: string }[]>`PRAGMA database_list`;
    expect(main?.file).toBe(file);
    await database.$disconnect();
    expect(readdirSync(folder)).toEqual([name]);
    expect(existsSync(file)).toBe(true);
  },
);
