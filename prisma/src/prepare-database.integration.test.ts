import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { databaseUrl } from "./database-url.ts";
import { diff, status } from "./migrate.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { sqliteTarget } from "./sqlite-target.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-db-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = new Date("2026-01-01T00:00:00Z");
const study = {
  id: "s",
  mode: "live",
  title: "S",
  state: "open",
  study: {},
  plan: {},
  manifest: {},
  planSha256: "",
  consentSha256: "",
  designSha256: "",
  manifestSha256: "",
  completionCode: "CODE",
  createdAt: at,
};
const session = {
  id: "x",
  studyId: "s",
  raterId: "r1",
  reference: "AAAA-AA",
  step: "trials",
  createdAt: at,
  consentedAt: at,
  consentSha256: "",
};
const answer = {
  sessionId: "x",
  answerId: "one",
  trialIndex: 0,
  revision: 0,
  choice: "left",
  inputDevice: "key",
  presentation: 1,
  rtMs: 900,
  loadMsLeft: 1,
  loadMsRight: 1,
  prematurePresses: 0,
  displayPx: 384,
  devicePixelRatio: 1,
  windowWidthPx: 1280,
  windowHeightPx: 800,
  payloadSha256: "",
  receivedAt: at,
};

test("the migrations lead to the models: nothing is left to migrate", async () => {
  const target = sqliteTarget(databaseUrl(path.join(folder, "a.db")));
  expect(await diff(target)).toBeUndefined();
});

test("prepareDatabase makes, migrates and reopens a file in WAL mode with full durability", async () => {
  const file = path.join(folder, "below", "a.db");
  const first = await prepareDatabase(file);
  await first.study.create({ data: study });
  await first.$disconnect();
  const again = await prepareDatabase(file);
  expect(await again.study.count()).toBe(1);
  const pragma = async (name: string) => {
    const [row] = await again.$queryRawUnsafe<Record<string, bigint | string>[]>(`PRAGMA ${name}`);
    return String(Object.values(row ?? {})[0]);
  };
  expect(await pragma("journal_mode")).toBe("wal");
  await again.$transaction((inside) => inside.study.count());
  expect(await pragma("synchronous")).toBe("2");
  expect(await pragma("foreign_keys")).toBe("1");
  expect(await pragma("busy_timeout")).toBe("5000");
  await again.$disconnect();
  expect(await status(sqliteTarget(databaseUrl(file)))).toMatchObject({
    history: null,
    failedMigrationNames: [],
  });
});

test("an answer is kept exactly once for its id and for its trial", async () => {
  const database = await prepareDatabase(path.join(folder, "a.db"));
  await database.study.create({ data: study });
  await database.session.create({ data: session });
  await database.answer.create({ data: answer });
  await expect(database.answer.create({ data: { ...answer, trialIndex: 1 } })).rejects.toThrow();
  await expect(database.answer.create({ data: { ...answer, answerId: "two" } })).rejects.toThrow();
  expect(await database.answer.count()).toBe(1);
  await database.$disconnect();
});

test("a kept answer is neither changed nor removed, whoever asks", async () => {
  const database = await prepareDatabase(path.join(folder, "a.db"));
  await database.study.create({ data: study });
  await database.session.create({ data: session });
  const kept = await database.answer.create({ data: answer });
  const { seq } = kept;
  const refused = "answers are append-only";
  await expect(
    database.answer.update({ where: { seq }, data: { choice: "right" } }),
  ).rejects.toThrow();
  await expect(database.answer.delete({ where: { seq } })).rejects.toThrow();
  await expect(database.answer.deleteMany()).rejects.toThrow();
  await expect(database.$executeRaw`UPDATE "Answer" SET "rtMs" = 1`).rejects.toThrow(refused);
  await expect(database.$executeRaw`DELETE FROM "Answer"`).rejects.toThrow(refused);
  expect(await database.answer.findMany()).toEqual([kept]);
  await database.$disconnect();
});

test("prepareDatabase refuses what can't hold votes", async () => {
  const { openDatabase } = await import("./client.ts");
  expect(() => openDatabase("file::memory:")).toThrow("unknown database");
  expect(() => openDatabase(":memory:")).toThrow("unknown database");
});
