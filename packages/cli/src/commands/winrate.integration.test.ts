import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { WinRateDocument } from "@pairlab/domain/win-rate-document";
import { afterAll, expect, test } from "vitest";
import { pairlab } from "../pairlab.fixture.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pairlab-winrate-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = path.join(folder, "votes.csv");
const raters = ["r", "s", "t", "u"];
writeFileSync(
  file,
  [
    "question,left,right,winner,rater,prompt",
    ...["quality", "match"].flatMap((question) =>
      raters.flatMap((rater, i) =>
        ["p", "q", "o"].map(
          (prompt, k) =>
            `${question},a,b,${(i + k) % 4 === 0 ? "right" : "left"},${rater},${prompt}`,
        ),
      ),
    ),
    "",
  ].join("\n"),
);

function rates(...words: string[]) {
  const { status, stdout, stderr } = pairlab("winrate", file, ...words, "--json", "--quiet");
  if (status !== 0) throw new Error(stderr);
  return WinRateDocument.parse(JSON.parse(stdout));
}

test("winrate --by question prints a document a question; the interval is clustered by itself", () => {
  const found = rates("--by", "question");
  if (!("questions" in found)) throw new Error("no questions");
  expect(found.questions.map(({ question }) => question)).toEqual(["match", "quality"]);
  expect(found.questions[0]).toMatchObject({
    n: 12,
    options: { interval: "two-way", ties: "half" },
    pairs: [{ a: "a", b: "b", wins: 9, losses: 3, share: 0.75, interval: { kind: "two-way" } }],
    items: [
      { id: "a", averageWinRate: 0.75 },
      { id: "b", averageWinRate: 0.25 },
    ],
  });
});

test("each kind of interval is the one asked for, and the bootstrap is the same twice", () => {
  for (const kind of ["wilson", "by-rater", "by-prompt"])
    expect(rates("--question", "match", "--interval", kind)).toMatchObject({
      pairs: [{ interval: { kind } }],
    });
  const words = ["--question", "match", "--interval", "bootstrap", "--bootstrap", "50"];
  const found = rates(...words);
  expect(found).toMatchObject({ pairs: [{ interval: { kind: "bootstrap-two-way" } }] });
  expect(rates(...words)).toEqual(found);
});

test("several questions and none named, and options without effect: exit 2", () => {
  const refused = (...words: string[]) => {
    const { status, stderr } = pairlab("winrate", file, ...words);
    return [status, stderr.split("\n")[0]];
  };
  expect(refused()).toEqual([2, "error  invalid votes: 2 questions, and none is named"]);
  expect(refused("--question", "match", "--cluster", "rater")).toEqual([
    2,
    "error  invalid --cluster: it does nothing here",
  ]);
  expect(refused("--question", "match", "--by", "question")[0]).toBe(2);
});

test("a declared weight says what counts once, and the document says what its shares are of", () => {
  const weighted = path.join(folder, "weighted.csv");
  const rows = ["left,p,0.5", "left,p,0.5", "left,p,0.5", "right,q,0.5", "left,q,0.25"];
  writeFileSync(
    weighted,
    `left,right,winner,prompt,pair_prob\n${rows.map((row) => `a,b,${row}\n`).join("")}`,
  );
  const share = (weight: string) => {
    const { stdout } = pairlab("winrate", weighted, "--weight", weight, "--json", "--quiet");
    const found = WinRateDocument.parse(JSON.parse(stdout));
    return "questions" in found ? undefined : [found.pairs[0]?.share, found.options.estimand];
  };
  expect(share("per-vote")?.[0]).toBe(0.8);
  expect(share("equal-per-prompt")).toEqual([
    0.75,
    "shares for prompts like these, for these raters, every prompt counting once, ties half a vote for both",
  ]);
  expect(share("inverse-probability")?.[0]).toBeCloseTo(10 / 12, 12);
  const refused = pairlab("winrate", weighted, "--weight", "equal-per-rater");
  expect([refused.status, refused.stderr.split("\n")[0]]).toEqual([
    2,
    "error  missing column: rater, for --weight equal-per-rater",
  ]);
});

test("bca and studentised ends draw one kind of clusters; pairs have a sign test, and max |t| with a bootstrap", () => {
  const words = ["--question", "match", "--bootstrap", "200"];
  expect(rates(...words, "--interval", "bca", "--cluster", "rater")).toMatchObject({
    pairs: [{ interval: { kind: "bca-by-rater" } }],
  });
  // Three of the four raters agree: most draws of four have no spread.
  expect(rates(...words, "--interval", "studentised", "--cluster", "rater")).toMatchObject({
    pairs: [
      { interval: { status: "undetermined", reason: expect.stringMatching(/without spread/) } },
    ],
  });
  // 9 of 12: 598 of 4096 outcomes are no likelier.
  expect(rates(...words, "--interval", "bootstrap")).toMatchObject({
    pairs: [{ signP: 0.14599609375, pMaxT: expect.any(Number) }],
  });
  const { status, stderr } = pairlab("winrate", file, ...words, "--interval", "bca");
  expect([status, stderr.split("\n")[0]]).toEqual([
    2,
    "error  missing --cluster: --interval bca draws one kind",
  ]);
});
