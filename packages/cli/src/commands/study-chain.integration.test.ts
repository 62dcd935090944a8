import { copyFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { ChainReport } from "@pairlab/domain/chain-report";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "../answering-person.fixture.ts";
import { type DrawnStudy, drawnStudy } from "../drawn-study.fixture.ts";

let drawn: DrawnStudy;
let state: string;
beforeAll(async () => {
  drawn = await drawnStudy();
  state = drawn.freshState();
  drawn.pairlab(state, "create", "study.json");
  drawn.pairlab(state, "open", "noise");
  const database = await prepareDatabase(path.join(state, "pairlab.db"));
  await addPerson(database, "Anna", 0);
  await database.$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`;
  await database.$disconnect();
});
afterAll(() => drawn.remove());

/** A report of the study in a copy of the database that somebody has changed; its page and its summary. */
async function reportAfter(name: string, ...changes: string[]) {
  const copy = drawn.freshState();
  copyFileSync(path.join(state, "pairlab.db"), path.join(copy, "pairlab.db"));
  const database = await prepareDatabase(path.join(copy, "pairlab.db"));
  const triggers = await database.$queryRaw<{ name: string }[]>`
    SELECT name FROM sqlite_master WHERE type = 'trigger'`;
  for (const trigger of triggers)
    await database.$executeRawUnsafe(`DROP TRIGGER "${trigger.name}"`);
  for (const sql of changes) await database.$executeRawUnsafe(sql);
  await database.$disconnect();
  const out = path.join(drawn.folder, name);
  const made = drawn.run(copy, "report", "noise", "--out", out);
  expect(made.stderr).not.toMatch(/^error/m);
  const text = (file: string) => readFileSync(path.join(out, file), "utf8");
  return { out, page: text("index.html"), summary: JSON.parse(text("summary.json")) };
}

test("the head is the same in export, summary, report and votes verify, and the report is rebuilt with it", async () => {
  const { out, page, summary } = await reportAfter("report-whole");
  const chain = ChainReport.parse(summary.chain);
  expect(chain).toMatchObject({ entries: 15, erasures: 0, faults: 0, head: { seq: 14 } });
  const hash = chain.head?.hash ?? "";
  expect(page).toContain(`head ${hash.slice(0, 12)}…, entry 14 of 2026-02-01`);
  expect(page).toContain(`<code class="hash">${hash}</code>`);
  const verified = JSON.parse(drawn.run(state, "votes", "verify", "noise", "--json").stdout);
  expect(verified).toMatchObject({ entries: 15, head: hash, last: { seq: 14 }, faults: [] });
  const exported = path.join(drawn.folder, "export-whole");
  drawn.pairlab(state, "export", "noise", "--out", exported);
  expect(JSON.parse(readFileSync(path.join(exported, "chain.json"), "utf8"))).toEqual(chain);
  expect(drawn.run(state, "report", out, "--check")).toMatchObject({ status: 0 });
});

test.each([
  [
    "an edited answer",
    ["UPDATE Answer SET choice = 'right' WHERE trialIndex = 0"],
    "mismatched answer: entry 2 was edited",
  ],
  [
    "a dropped answer with its entry",
    ["DELETE FROM Answer WHERE trialIndex = 3", "DELETE FROM Entry WHERE seq = 5"],
    "missing entry 5",
  ],
  [
    "two exchanged entries",
    [
      "UPDATE Entry SET seq = -1 WHERE seq = 4",
      "UPDATE Entry SET seq = 4 WHERE seq = 5",
      "UPDATE Entry SET seq = 5 WHERE seq = -1",
    ],
    "mismatched hash: entry 4 (answer) was edited",
  ],
])(
  "%s is named in the report as a check that failed, and the result is preliminary",
  async (name, changes, fault) => {
    const { page, summary } = await reportAfter(`report of ${name}`, ...changes);
    expect(summary.chain.firstFaults).toContain(fault);
    const row = page.slice(page.indexOf("Every answer is as it was given"));
    expect(row.slice(0, row.indexOf("</tr>"))).toMatch(/<strong>no<\/strong>/);
    expect(row.slice(0, row.indexOf("</tr>"))).toContain(fault);
    expect(summary.preliminary.join("\n")).toContain("answers aren't as they were given: ");
    expect(page.slice(0, page.indexOf("<main>"))).toContain("as they were given: ");
  },
);
