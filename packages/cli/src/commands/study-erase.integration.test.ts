import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "../answering-person.fixture.ts";
import { type DrawnStudy, drawnStudy } from "../drawn-study.fixture.ts";

let drawn: DrawnStudy;
let state: string;
beforeAll(async () => {
  drawn = await drawnStudy();
  state = drawn.freshState();
  drawn.pairlab(state, "create", "study.json");
  drawn.pairlab(state, "create", "simulated.study.json");
  drawn.pairlab(state, "open", "noise");
  const database = await prepareDatabase(path.join(state, "pairlab.db"));
  for (const [formIndex, name] of ["Anna", "Bert"].entries())
    await addPerson(database, name, formIndex);
  await database.$disconnect();
});
afterAll(() => drawn.remove());

const erase = (...words: string[]) => drawn.pairlab(state, "erase", ...words);
const analysed = () => {
  const out = path.join(drawn.folder, "summary.json");
  const words = ["analyse", "noise", "--out", out, "--json"];
  return JSON.parse(drawn.run(state, ...words).stdout).counts;
};
const verified = () => drawn.run(state, "votes", "verify", "noise");

test("without --yes nothing is erased, and a rehearsal says what would go", () => {
  drawn.expectRefusal(state, ["erase", "noise", "ANNA-22"], 2, /^error {2}missing --yes/m);
  const said = erase("noise", "anna-22", "--dry-run");
  expect(said).toMatchObject({ status: 0 });
  expect(said.stdout).toBe(
    [
      "would erase anna-22 from study noise: 12 answers, 1 comment",
      "votes    24 before, 12 afterwards",
      "form     0 with 12 planned votes is open again for somebody else",
      "chain    13 entries emptied, their commitments stay; it verifies before and after",
      "",
    ].join("\n"),
  );
  expect(analysed()).toMatchObject({ votes: 24 });
});

test("an unknown study or reference is missing, and of a simulated study nobody can be erased", () => {
  const yes = "--yes";
  drawn.expectRefusal(
    state,
    ["erase", "nois", "ANNA-22", yes],
    3,
    /^error {2}unknown study: nois/m,
  );
  drawn.expectRefusal(
    state,
    ["erase", "noise", "ANNA-23", yes],
    3,
    /^error {2}unknown reference: ANNA-23 in study noise$/m,
  );
  drawn.expectRefusal(state, ["erase", "made-up", "ANNA-22", yes], 5, /^error {2}mismatched mode/m);
});

test("an erasure takes a person out of database, exports and numbers, once", () => {
  const before = path.join(drawn.folder, "before");
  drawn.pairlab(state, "export", "noise", "--out", path.join(state, "exports/noise"));
  drawn.pairlab(state, "export", "noise", "--out", before);
  expect(drawn.textsBelow(before)).toContain("p-Anna");

  const erased = erase("noise", "ANNA-22", "--yes", "--json");
  expect(erased.status).toBe(0);
  expect(JSON.parse(erased.stdout)).toMatchObject({
    ...{ study: "noise", reference: "ANNA-22", rater: "p-Anna", dryRun: false, state: "open" },
    ...{ answers: 12, comments: 1, entries: 13, place: "fills", form: "open", slots: 12 },
    ...{ votes: { before: 24, after: 12 }, faults: { before: [], after: [] }, isScrubbed: true },
  });
  expect(erased.stderr).toMatch(/^still names them: .*votes\.csv; make it again$/m);

  expect(verified()).toMatchObject({ status: 0 });
  const after = path.join(drawn.folder, "after");
  drawn.pairlab(state, "export", "noise", "--out", after);
  expect(drawn.textsBelow(after)).not.toMatch(/Anna|ANNA/);
  const missing = readFileSync(path.join(after, "missing.csv"), "utf8").trim().split("\n");
  expect(missing.filter((line) => line.startsWith("0,") && line.endsWith(",erased"))).toHaveLength(
    12,
  );
  expect(analysed()).toMatchObject({
    ...{ votes: 12, raters: 1 },
    leftOut: [
      { reason: "never leased", votes: 48 },
      { reason: "erased", votes: 12 },
    ],
  });
  for (const end of ["", "-wal", "-shm"]) {
    const file = path.join(state, `pairlab.db${end}`);
    if (existsSync(file))
      expect(readFileSync(file).toString("latin1")).not.toMatch(/p-Anna|answer-Anna|Anna wrote/);
  }
  drawn.expectRefusal(
    state,
    ["erase", "noise", "ANNA-22", "--yes"],
    4,
    /^error {2}duplicate erasure: ANNA-22 was erased before$/m,
  );
  expect(analysed()).toMatchObject({ votes: 12 });
});

test("what people wrote is written apart from the export, and never into it", () => {
  const out = path.join(drawn.folder, "with-comments");
  const file = path.join(drawn.folder, "private", "comments.csv");
  drawn.pairlab(state, "export", "noise", "--out", out, "--comments", file);
  expect(readFileSync(file, "utf8")).toBe(
    [
      "rater,about,trial,reason,text,received_at",
      "p-Bert,study,,,'=Bert wrote this,2026-02-01T09:00:00.000Z",
      "",
    ].join("\n"),
  );
  expect(drawn.textsBelow(out)).not.toContain("wrote this");
  drawn.expectRefusal(
    state,
    ["export", "noise", "--out", out, "--comments", path.join(out, "comments.csv")],
    2,
    /^error {2}invalid --comments: .* is in the exported folder$/m,
  );
});

test("in a closed study the slots stay empty", () => {
  drawn.pairlab(state, "close", "noise");
  expect(erase("noise", "BERT-22", "--yes").stdout).toContain(
    "form     1 with 12 planned votes stays empty: the study is closed\n",
  );
  expect(verified()).toMatchObject({ status: 0 });
  expect(analysed()).toMatchObject({ votes: 0, raters: 0 });
});
