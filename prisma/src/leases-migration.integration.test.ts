import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "./client.ts";
import { databaseUrl } from "./database-url.ts";
import { apply } from "./migrate.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { sqliteTarget } from "./sqlite-target.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-leases-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const before = "20261124000000_init";
const leased = "2026-11-24T10:00:00.000+00:00";
const lastAnswer = "2026-11-24T10:20:00.000+00:00";
const finished = "2026-11-24T10:30:00.000+00:00";

/** A database as it was before forms could go to somebody else: one form done, one left, one free. */
async function oldDatabase(file: string): Promise<void> {
  const target = sqliteTarget(databaseUrl(file));
  const migrationsDir = path.join(folder, "migrations");
  mkdirSync(migrationsDir);
  for (const name of [before, "migration_lock.toml"])
    cpSync(path.join(target.migrationsDir, name), path.join(migrationsDir, name), {
      recursive: true,
    });
  await apply({ ...target, migrationsDir });
  const database = openDatabase(databaseUrl(file));
  const run = (sql: string) => database.$executeRawUnsafe(sql);
  await run(`INSERT INTO "Study" VALUES ('s', 'live', 'S', 'open', '{}', '{}', '{}',
    '', '', '', '', 'CODE', '${leased}', NULL, NULL)`);
  for (const [id, step, end] of [
    ["done", "done", `'${finished}'`],
    ["left", "trials", "NULL"],
    ["silent", "trials", "NULL"],
  ])
    await run(`INSERT INTO "Session" VALUES ('${id}', 's', 'r-${id}', 'ref-${id}', '${step}',
      '${leased}', '${leased}', '', ${end})`);
  await run(`INSERT INTO "Form" VALUES ('s', 0, 'done', '${leased}', '${finished}'),
    ('s', 1, 'left', '${leased}', NULL), ('s', 2, 'silent', '${leased}', NULL), ('s', 3, NULL, NULL, NULL)`);
  await run(`INSERT INTO "Answer" VALUES (1, 'left', 'a', 0, 0, 'left', 'key', 1, 900, 1, 1, 0, 384, 1,
    1280, 800, '', '${lastAnswer}')`);
  await database.$disconnect();
}

test("an older database keeps who has which form, and knows when each was last heard of", async () => {
  const file = path.join(folder, "a.db");
  await oldDatabase(file);
  const database = await prepareDatabase(file);
  const forms = await database.form.findMany({ orderBy: { formIndex: "asc" } });
  expect(forms.map(({ sessionId, renewedAt }) => [sessionId, renewedAt?.toISOString()])).toEqual([
    ["done", "2026-11-24T10:00:00.000Z"],
    ["left", "2026-11-24T10:20:00.000Z"],
    ["silent", "2026-11-24T10:00:00.000Z"],
    [null, undefined],
  ]);
  expect(forms.map(({ finishedAt }) => finishedAt?.toISOString())).toEqual([
    ...["2026-11-24T10:30:00.000Z", undefined, undefined, undefined],
  ]);
  expect(await database.lease.findMany({ orderBy: { formIndex: "asc" } })).toEqual(
    ["done", "left", "silent"].map((sessionId, formIndex) => ({
      ...{ sessionId, studyId: "s", formIndex, leasedAt: new Date(leased) },
    })),
  );
  expect(await database.answer.count()).toBe(1);
  const silentSince = { renewedAt: { lt: new Date("2026-11-24T10:10:00Z") }, finishedAt: null };
  expect(await database.form.count({ where: silentSince })).toBe(1);
  await database.$disconnect();
});
