import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { secrets } from "./fixture.ts";
import { serveStudy } from "./serve-study.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-start-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a server without secrets or without a database ends at once, and makes neither", async () => {
  await expect(serveStudy(folder)).rejects.toThrow("ended with 3: error  missing secrets: ");
  writeFileSync(path.join(folder, "secrets.json"), JSON.stringify(secrets));
  await expect(serveStudy(folder)).rejects.toThrow("ended with 3: error  missing database: ");
  expect(existsSync(path.join(folder, "pairlab.db"))).toBe(false);
});

test("a state folder given as a relative path is refused", async () => {
  await expect(serveStudy("somewhere")).rejects.toThrow(
    "ended with 2: error  invalid PAIRLAB_DATA_DIR: somewhere",
  );
});
