import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Diagnosis } from "@pairlab/domain/diagnosis";
import { createRng } from "@pairlab/domain/random";
import type { Vote } from "@pairlab/domain/vote";
import { writeVotesCsv } from "@pairlab/metrics/votes-csv";
import { afterAll, expect, test } from "vitest";
import { pairlab } from "../pairlab.fixture.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pairlab-diagnose-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Ten raters on ten prompts; one of them always takes the left picture. */
function votes(): Vote[] {
  const rng = createRng(1, "diagnose");
  return Array.from({ length: 100 }, (_, i) => {
    const [rater, prompt] = [Math.floor(i / 10), i % 10];
    const [left, right] = (rater + prompt) % 2 === 0 ? ["x", "y"] : ["y", "x"];
    const follows = rater === 0 || rng.below(2) === 0;
    return {
      id: `v${i}`,
      questionId: "quality",
      promptId: `p${prompt}`,
      raterId: `r${rater}`,
      trialIndex: prompt,
      left,
      right,
      choice: follows ? "left" : "right",
      role: "trial",
      rtMs: 900,
      decidedAt: "2026-01-01T00:00:00Z",
    } satisfies Vote;
  });
}

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}
const json = (file: string) =>
  Diagnosis.parse(JSON.parse(pairlab("diagnose", file, "--json", "--quiet").stdout));

test("a study's own votes.csv says when in a form a vote was given, another file of the same votes doesn't", () => {
  const whole = write("votes.csv", writeVotesCsv(votes()));
  const found = json(whole);
  expect(found.questions[0]).toMatchObject({
    question: "quality",
    votes: 100,
    fatigue: { leftShare: { status: "ok" }, tieShare: { status: "undetermined" } },
    repeats: { status: "insufficient" },
  });
  const rows = votes().map(
    (vote) => `${vote.left},${vote.right},${vote.choice},${vote.raterId},${vote.promptId}`,
  );
  const other = json(write("other.csv", ["left,right,winner,rater,prompt", ...rows].join("\n")));
  expect(other.questions[0]).toMatchObject({
    question: "",
    leftShare: found.questions[0]?.leftShare,
    fatigue: { leftShare: { status: "insufficient" } },
  });
});

test("for people it prints a line each, and names who leans to a side without leaving anyone out", () => {
  const { stdout, status } = pairlab("diagnose", write("people.csv", writeVotesCsv(votes())));
  expect(status).toBe(0);
  expect(stdout).toMatch(/^quality: 100 votes$/m);
  expect(stdout).toMatch(/^ {2}left picture preferred +\d+\.\d % \(/m);
  expect(stdout).toMatch(/^ {2}raters +10, of whom \d+ lean to a side$/m);
  expect(stdout).toMatch(/^ {4}r0: 100\.0 % left, 10 votes$/m);
  expect(stdout).not.toMatch(/NaN|Infinity|null/);
});

test("counts, and what can't be votes, are one error, exit 2; a file that isn't there exit 3", () => {
  const counts = pairlab("diagnose", write("counts.csv", "item_i,item_j,wins_i,wins_j\nx,y,1,2\n"));
  expect(counts).toMatchObject({ status: 2, stdout: "" });
  expect(counts.stderr).toMatch(/counts and weights hold no single votes/);
  const unknown = pairlab("diagnose", write("unknown.csv", "left,right,winner\nx,y,both\n"));
  expect(unknown).toMatchObject({ status: 2, stdout: "" });
  expect(pairlab("diagnose", path.join(folder, "nowhere.csv")).status).toBe(3);
});
