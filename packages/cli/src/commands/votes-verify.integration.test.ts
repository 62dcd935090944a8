import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DrawnStudy, drawnStudy } from "../drawn-study.fixture.ts";

let drawn: DrawnStudy;
beforeAll(async () => {
  drawn = await drawnStudy();
});
afterAll(() => drawn.remove());

test("votes verify recomputes a chain in the database and in an export, and names what was changed", () => {
  const state = drawn.freshState();
  const verify = (...words: string[]) => drawn.run(state, "votes", "verify", ...words);
  drawn.pairlab(state, "create", "study.json");
  for (const change of ["open", "pause", "open", "close"]) drawn.pairlab(state, change, "noise");
  expect(verify("noise").stdout).toMatch(
    /^5 entries, [^\n]+\nhead [0-9a-f]{64} \(entry 4, 20[^)]+Z\)\n$/,
  );

  const out = path.join(drawn.folder, "export-chain");
  drawn.pairlab(state, "export", "noise", "--out", out);
  const ledger = path.join(out, "ledger.jsonl");
  const lines = readFileSync(ledger, "utf8").trim().split("\n");
  const exported = JSON.parse(verify(out, "--json").stdout);
  expect(exported).toMatchObject({ entries: 5, faults: [], head: JSON.parse(lines[4] ?? "").hash });
  expect(verify("noise", "--head", exported.head).status).toBe(0);

  writeFileSync(ledger, lines.filter((_, seq) => seq !== 2).join("\n"));
  expect(verify(out)).toMatchObject({
    status: 1,
    stdout: `missing entry 2\n${out} isn't as it was written\n`,
  });
  writeFileSync(ledger, lines.slice(0, 4).join("\n"));
  expect(verify(out).status).toBe(0);
  expect(verify(out, "--head", exported.head)).toMatchObject({
    status: 1,
    stdout: `missing head: ${exported.head} is no entry's hash\n${out} isn't as it was written\n`,
  });
  expect(verify(out, "--head", "abc")).toMatchObject({ status: 2, stdout: "" });
  writeFileSync(ledger, "{}\n");
  expect(verify(out).status).toBe(2);
});

test("votes verify of a study that isn't there or is simulated says so", () => {
  const state = drawn.freshState();
  drawn.pairlab(state, "create", "simulated.study.json");
  expect(drawn.run(state, "votes", "verify", "nois")).toMatchObject({ status: 3, stdout: "" });
  expect(drawn.run(state, "votes", "verify", "made-up")).toMatchObject({ status: 5, stdout: "" });
});
