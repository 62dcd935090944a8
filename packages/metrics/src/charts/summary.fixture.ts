import { createRng } from "@pairlab/domain/random";
import type { HypothesisResult, Summary } from "@pairlab/domain/summary";
import { publishedFixture } from "./published.fixture.ts";
import { armRows, level, questionFixture } from "./question.fixture.ts";

/** Hand-made numbers in the shape of the demonstration: no study was run, nothing was estimated. */
export interface FixtureOptions {
  mode?: "live" | "simulated";
  preliminary?: readonly string[];
  /** One pair without votes, one with a single rater, a Bradley-Terry that doesn't exist. */
  gaps?: boolean;
  /** Ties are allowed, and some verdicts hang on them. */
  ties?: boolean;
  /** Four claims of others: with n, off a drawing, without a number, from memory. */
  published?: boolean;
  /** Labels of 60 characters, the most there can be. */
  longNames?: boolean;
  title?: string;
  promptText?: string;
}

const size = { height: 128, width: 128 };

const questions = [
  { id: "quality", title: "Image quality", text: "Which picture looks better?" },
  { id: "following", title: "Prompt following", text: "Which picture shows this text better?" },
] as const;

const hypothesis = (
  id: string,
  questionId: string,
  b: string,
  expects: "a" | "different",
  test: Extract<HypothesisResult["test"], { status: "ok" }>["value"],
): HypothesisResult => ({
  id,
  questionId,
  a: "turbo-4",
  b,
  expects,
  test: { status: "ok", value: test, notes: [] },
});

const hypotheses: HypothesisResult[] = [
  hypothesis("more-steps-look-better", "quality", "turbo-1", "a", {
    share: 50 / 72,
    p: 0.0021,
    adjustedP: 0.0063,
    verdict: "supported",
  }),
  hypothesis("turbo-and-lcm-quality", "quality", "lcm-4", "different", {
    share: 38 / 72,
    p: 0.64,
    adjustedP: 0.64,
    verdict: "inconclusive",
  }),
  hypothesis("turbo-and-base-following", "following", "base-25", "different", {
    share: 24 / 72,
    p: 0.004,
    adjustedP: 0.008,
    verdict: "supported",
  }),
];

const planFixture = (): Summary["plan"] => ({
  version: 1,
  arms: armRows.map(([id]) => id),
  pairs: "all",
  questions: questions.map((asked) => ({ ...asked, showPrompt: asked.id === "following" })),
  ties: "none",
  votesPerTask: 2,
  trialsPerForm: 24,
  seed: 20261124,
  display: { displayPx: 384, kernel: "nearest" },
  estimand: "raters-and-prompts-like-these",
  interval: "clustered",
  level,
  multiplicity: "holm",
  hypotheses: hypotheses.map(({ test: _result, ...planned }) => planned),
  stopping: "fixed",
});

/** A summary that satisfies the schema; the options choose its troubles. */
export function summaryFixture(options: FixtureOptions = {}): Summary {
  const { mode = "live", preliminary = [], gaps = false, ties = false } = options;
  return {
    version: 2,
    method: "pairlab analysis 2",
    study: { id: "steps", title: options.title ?? "Do more steps make better pictures?", mode },
    plan: { ...planFixture(), ties: ties ? "allowed" : "none" },
    planSha256: hash("plan"),
    votesSha256: hash("votes"),
    missingSha256: hash("missing"),
    manifestSha256: hash("manifest"),
    arms: armRows.map(([id, label, modelId, steps, guidance, scheduler, seconds]) => ({
      id,
      label: options.longNames
        ? `${label}, of a family whose name takes all there is room for`.slice(0, 60)
        : label,
      modelId,
      steps,
      guidance,
      scheduler,
      negativePrompt: null,
      size,
      originalSize: size,
      medianSecondsPerImage: seconds,
      picturesTimed: 36,
    })),
    prompts: [
      { id: "p001", text: options.promptText ?? "a red star on a white background" },
      ...Array.from({ length: 35 }, (_, i) => ({
        id: `p${102 + i}`,
        text: `a picture of ${i + 2} stars`,
      })),
    ],
    firstVoteAt: "2026-11-20T09:12:44.000Z",
    lastVoteAt: "2026-11-24T17:03:10.000Z",
    counts: {
      votesPlanned: 864,
      votes: 864 - 4,
      leftOut: [{ reason: "skipped by the participant", votes: 4 }],
      raters: 36,
      prompts: 36,
    },
    seed: 20261124,
    attention: attentionFixture(),
    questions: questionFixtures({ gaps, ties }),
    eloAverage: {
      status: "ok",
      value: armRows.map(([armId], i) => ({ armId, elo: [961, 1002, 992, 1045][i] ?? 1000 })),
      notes: [],
    },
    hypotheses,
    exploratory: {
      tests: 12,
      pairs: ["quality", "following"].map((questionId) => ({
        questionId,
        a: "turbo-1",
        b: "base-25",
        q: { status: "ok", value: 0.03, notes: [] },
      })),
    },
    published: options.published ? publishedFixture() : [],
    preliminary: [...preliminary],
  };
}

const questionFixtures = (troubles: { gaps: boolean; ties: boolean }): Summary["questions"] =>
  questions.map(({ id, title, text }, i) =>
    questionFixture(
      id,
      title,
      text,
      i === 0 ? [22, 24, 14, 38, 25, 30] : [30, 33, 21, 36, 24, 41],
      troubles,
    ),
  );

function attentionFixture(): NonNullable<Summary["attention"]> {
  const share = (value: number, lower: number, upper: number) => ({
    status: "ok" as const,
    value: { share: value, interval: { kind: "by-rater" as const, level, lower, upper } },
    notes: [],
  });
  return {
    checks: { answered: 144, failed: 9, raters: 36, flagged: 2, share: share(0.0625, 0.025, 0.15) },
    wrongPrompt: { answered: 36, failed: 3, share: share(1 / 12, 0.03, 0.22) },
    samePicture: { answered: 36, ties: 4, leftShare: share(19 / 32, 0.42, 0.75) },
  };
}

/** Sixty-four hexadecimal digits that are the hash of nothing. */
function hash(name: string): string {
  const rng = createRng(1, name);
  return Array.from({ length: 8 }, () => rng.uint32().toString(16).padStart(8, "0")).join("");
}
