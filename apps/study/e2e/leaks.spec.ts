import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { LeakCertificate } from "@pairlab/domain/leak-certificate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DrawnStudy, drawnStudy } from "../../../packages/cli/src/drawn-study.fixture.ts";

let drawn: DrawnStudy;
let state: string;
beforeAll(async () => {
  drawn = await drawnStudy();
  state = drawn.freshState();
  expect(drawn.pairlab(state, "create", path.join(drawn.folder, "study.json")).status).toBe(0);
});
afterAll(() => drawn.remove());

test("a study's double holds every exact check, a certificate says so, and the study has no visitor", async () => {
  const { status, stdout } = drawn.pairlab(state, "leaks", "noise", "--json");
  const certificate = LeakCertificate.parse(JSON.parse(stdout));
  expect(certificate.checks.filter(({ holds }) => !holds)).toEqual([]);
  expect(certificate).toMatchObject({ studyId: "noise", depth: "exact", passes: true });
  expect(certificate.served.trials).toBeGreaterThanOrEqual(100);
  expect(status).toBe(0);
  const kept = readFileSync(path.join(state, "stimuli/noise/leaks.json"), "utf8");
  expect(JSON.parse(kept)).toEqual(certificate);
  const database = await prepareDatabase(path.join(state, "pairlab.db"));
  expect(await database.session.count()).toBe(0);
  expect(await database.study.findMany({ select: { state: true } })).toEqual([{ state: "draft" }]);
  await database.$disconnect();
});

test("one picture that is a byte longer than the others is found: exit 1, and the lengths are named", () => {
  const folder = path.join(state, "stimuli/noise");
  const [first = ""] = readdirSync(folder).filter((name) => /^[0-9a-f]{32}\.png$/.test(name));
  appendFileSync(path.join(folder, first), " ");
  const { status, stdout } = drawn.pairlab(state, "leaks", "noise");
  expect(status).toBe(1);
  expect(stdout).toMatch(/BROKEN one body length for all pictures: 2 different ones/);
  expect(stdout).toContain("LEAK: don't open this study");
});

test("a study that isn't there is said to be missing", () => {
  drawn.expectRefusal(state, ["leaks", "nothing"], 3, /unknown study: nothing/);
});
