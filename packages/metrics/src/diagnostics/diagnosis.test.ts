import { Diagnosis } from "@pairlab/domain/diagnosis";
import { createRng, shuffled } from "@pairlab/domain/random";
import type { Vote } from "@pairlab/domain/vote";
import { expect, test } from "vitest";
import { csvVotes } from "../votes/read-votes.ts";
import { writeVotesCsv } from "../votes-csv.ts";
import { diagnosisOfStudy, diagnosisOfTable } from "./diagnosis-of.ts";

/** Fifteen raters, twenty prompts, one pair; the left picture wins more often than it should. */
function study(seed = 1): Vote[] {
  const rng = createRng(seed, "study");
  const choice = (): Vote["choice"] => {
    if (rng.float() < 0.1) return "tie";
    return rng.float() < 0.7 ? "left" : "right";
  };
  const vote = (rater: number, trialIndex: number): Vote => {
    // The last two trials are the first two again, with their sides changed.
    const repeat = trialIndex > 19;
    const prompt = trialIndex % 20;
    const [left, right] = (rater + prompt + Number(repeat)) % 2 === 0 ? ["y", "x"] : ["x", "y"];
    return {
      id: `v${rater}-${trialIndex}`,
      questionId: "quality",
      promptId: `p${prompt}`,
      raterId: `r${rater}`,
      trialIndex,
      left,
      right,
      choice: choice(),
      role: repeat ? "repeat" : "trial",
      rtMs: 1000,
      decidedAt: "2026-01-01T00:00:00Z",
    };
  };
  return Array.from({ length: 15 * 22 }, (_, i) => vote(Math.floor(i / 22), i % 22));
}

const asTable = (votes: readonly Vote[], columns: readonly string[]) => {
  const reader = csvVotes({ source: "votes" });
  const value = (vote: Vote) => ({
    left: vote.left,
    right: vote.right,
    winner: vote.choice,
    rater: vote.raterId,
    prompt: vote.promptId,
  });
  const rows = votes.map((vote) =>
    columns.map((name) => Object.entries(value(vote)).find(([key]) => key === name)?.[1]).join(","),
  );
  reader.push(new TextEncoder().encode([columns.join(","), ...rows, ""].join("\n")));
  return reader.end();
};

function tableOfStudy(votes: readonly Vote[]) {
  const reader = csvVotes({ source: "votes.csv" });
  reader.push(new TextEncoder().encode(writeVotesCsv(votes)));
  return reader.end();
}

test("a study's votes are diagnosed whole: side, place, repeats, ties and raters", () => {
  const found = Diagnosis.parse(diagnosisOfStudy(study(), tableOfStudy(study()), 0.95));
  const [question] = found.questions;
  expect(question).toMatchObject({
    question: "quality",
    votes: 300,
    leftShare: { status: "ok" },
    fatigue: { leftShare: { status: "ok" }, tieShare: { status: "ok" } },
    repeats: { status: "ok", value: { repeats: 30 } },
    ties: [{ a: "x", b: "y" }],
    tieModels: {
      status: "ok",
      value: [{ a: "x", b: "y", models: [{ model: "bt-drop" }, {}, {}, { model: "rao-kupper" }] }],
    },
  });
  expect(question?.leftShare.status === "ok" && question.leftShare.value.lower).toBeGreaterThan(
    0.5,
  );
  expect(question?.raters).toHaveLength(15);
  expect(question?.agreement).toMatchObject({ value: { units: 20 } });
  const mixed = shuffled(study(), createRng(2, "order"));
  expect(diagnosisOfStudy(mixed, tableOfStudy(mixed), 0.95).questions[0]?.ties).toEqual(
    question?.ties,
  );
});

test("a table says less, and says so; without names votes are taken as independent", () => {
  const trials = study().filter(({ role }) => role === "trial");
  const named = Diagnosis.parse(
    diagnosisOfTable(asTable(trials, ["left", "right", "winner", "rater", "prompt"]), 0.95),
  );
  const whole = diagnosisOfStudy(study(), tableOfStudy(study()), 0.95).questions[0];
  expect(named.questions[0]).toMatchObject({
    leftShare: whole?.leftShare,
    ties: whole?.ties,
    fatigue: { leftShare: { status: "insufficient" } },
    repeats: { status: "insufficient" },
  });
  expect(named.notes).toEqual([]);
  const nameless = Diagnosis.parse(
    diagnosisOfTable(asTable(trials, ["left", "right", "winner"]), 0.95),
  );
  expect(nameless).toMatchObject({
    notes: [{ code: "iidAssumed" }],
    questions: [{ raters: [], leftShare: { status: "ok" } }],
  });
  const unrated = diagnosisOfTable(asTable(trials, ["left", "right", "winner", "prompt"]), 0.95);
  expect(unrated.questions[0]?.raters).toEqual([]);
});

test("counts and weights are refused, and an empty file has words in every place", () => {
  const reader = csvVotes({ source: "counts" });
  reader.push(new TextEncoder().encode("item_i,item_j,wins_i,wins_j\nx,y,3,4\n"));
  expect(() => diagnosisOfTable(reader.end(), 0.95)).toThrow(
    /counts and weights hold no single votes/,
  );
  const none = Diagnosis.parse(diagnosisOfTable(asTable([], ["left", "right", "winner"]), 0.95));
  expect(none.questions).toMatchObject([
    {
      votes: 0,
      ties: [],
      raters: [],
      leftShare: { status: "insufficient" },
      agreement: { status: "undetermined" },
    },
  ]);
});
