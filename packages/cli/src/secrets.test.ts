import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { prepareSecrets } from "./secrets.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-secrets-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("prepareSecrets makes random secrets once, for the owner's eyes only", () => {
  const below = path.join(folder, "data");
  const secrets = prepareSecrets(below);
  expect(secrets.sessionKey).toMatch(/^[0-9a-f]{64}$/);
  expect(secrets.researcherKey).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(prepareSecrets(below)).toEqual(secrets);
  expect(prepareSecrets(folder)).not.toEqual(secrets);
  expect(statSync(path.join(below, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(readdirSync(below)).toEqual(["secrets.json"]);
});

test("prepareSecrets refuses a torn file instead of replacing it", () => {
  writeFileSync(path.join(folder, "secrets.json"), '{"sessionKey": "abc');
  expect(() => prepareSecrets(folder)).toThrow(/^invalid .*secrets.json: not JSON/);
});
