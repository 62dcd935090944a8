import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { emptyFolder } from "../generate.fixture.ts";
import { lockRun } from "./run-lock.ts";

const refused = { kind: "conflict", code: "RUN_LOCKED" };

test("a run's folder is one process's until it is released", async () => {
  const folder = path.join(emptyFolder(), "small");
  const release = await lockRun(folder);
  await expect(lockRun(folder)).rejects.toMatchObject(refused);
  await expect(lockRun(folder)).rejects.toThrow(`small is being made by process ${process.pid}`);
  await release();
  await (await lockRun(folder))();
  expect(existsSync(folder)).toBe(false);
});

test("a lock whose process is gone is taken over, by one of several", async () => {
  const folder = path.join(emptyFolder(), "small");
  mkdirSync(folder);
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  writeFileSync(
    path.join(folder, ".lock"),
    JSON.stringify({ pid: child.pid, host: os.hostname() }),
  );
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockRun(folder)));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const one of tries) if (one.status === "rejected") expect(one.reason).toMatchObject(refused);
  expect(readdirSync(folder)).toEqual([".lock"]);
});

test("a lock of another machine, and one that can't be read, stay and are named", async () => {
  const folder = path.join(emptyFolder(), "small");
  mkdirSync(folder);
  const lock = path.join(folder, ".lock");
  for (const text of ['{"pid":1,"host":"elsewhere.invalid"}', "", "{}"]) {
    writeFileSync(lock, text);
    await expect(lockRun(folder)).rejects.toMatchObject(refused);
    await expect(lockRun(folder)).rejects.toThrow(lock);
    expect(existsSync(lock)).toBe(true);
  }
});

test("a folder that can't be made is a known error", async () => {
  const file = path.join(emptyFolder(), "file");
  writeFileSync(file, "");
  await expect(lockRun(path.join(file, "small"))).rejects.toMatchObject({ code: "STORE" });
});
