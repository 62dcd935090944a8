import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { draftBeside } from "./draft-beside.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-draft-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const gone = spawnSync(process.execPath, ["--version"]).pid;

test("draftBeside names a new hidden path in the target's folder each time", () => {
  const target = path.join(folder, "below", "a.db");
  const [one, two] = [draftBeside(target), draftBeside(target)];
  expect(one).not.toBe(two);
  expect(path.dirname(one)).toBe(path.dirname(target));
  expect(path.basename(one)).toMatch(/^\.a\.db\.partial-\d+-[0-9a-f]{8}$/);
});

test("draftBeside removes what processes that are gone left of this target, and nothing else", () => {
  const target = path.join(folder, "a.db");
  const mine = draftBeside(target);
  mkdirSync(mine);
  const abandoned = [
    `.a.db.partial-${gone}-0123abcd`,
    `.a.db.partial-${gone}-0123abcd-wal`,
    `a.db.partial-${gone}`,
    `.a.db.partial-${process.pid}-00000000`, // an earlier process of the same id
  ];
  const kept = [
    `.a.db.partial-${process.ppid}-0123abcd`,
    `.b.a.db.partial-${gone}-0123abcd`,
    `a.db.partial-${gone}.txt`,
    "a.db",
  ];
  for (const name of [...abandoned, ...kept]) writeFileSync(path.join(folder, name), "");
  draftBeside(target);
  expect(readdirSync(folder).sort()).toEqual([...kept, path.basename(mine)].sort());
});
