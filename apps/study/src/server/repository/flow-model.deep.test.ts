import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Database } from "@pairlab/db/client";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anyJourney } from "./flow-commands.fixture.ts";

let folder: string;
let database: Database;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-flow-deep-"));
  database = await prepareDatabase(path.join(folder, "pairlab.db"));
});
afterAll(async () => {
  await database.$disconnect();
  rmSync(folder, { recursive: true });
});

test("in any order of buttons, votes, tabs, silences and closings nobody is done without consent, no task counts twice, every page has a way out and the chain verifies", async () => {
  await fc.assert(anyJourney(database), { numRuns: 10_000 });
  expect(await database.answer.count()).toBeGreaterThan(0);
});
