import { Manifest } from "@pairlab/domain/manifest";
import { Plan } from "@pairlab/domain/plan";
import { createRng } from "@pairlab/domain/random";
import { Vote } from "@pairlab/domain/vote";
import type { AnalysisInput } from "./analyse.ts";
import { plannedPairs } from "./planned-pairs.ts";

const digest = "0".repeat(64);
const size = { height: 16, width: 16 };
const strengths: Readonly<Record<string, number>> = { strong: 1.2, middle: 0, weak: -1.2 };
const prompts = Array.from({ length: 12 }, (_, i) => ({ id: `p${i}`, text: `the text of ${i}` }));

export const drawnPlan: Plan = Plan.parse({
  version: 1,
  arms: ["weak", "middle", "strong"],
  questions: [
    { id: "quality", title: "Quality", text: "Which looks better?", showPrompt: false },
    { id: "following", title: "Following", text: "Which fits better?", showPrompt: true },
  ],
  votesPerTask: 4,
  trialsPerForm: 12,
  seed: 5,
  display: { displayPx: 64, kernel: "nearest" },
  hypotheses: [
    { id: "stronger", questionId: "quality", a: "strong", b: "weak", expects: "a" },
    { id: "other-way", questionId: "quality", a: "weak", b: "strong", expects: "a" },
    { id: "alike", questionId: "following", a: "weak", b: "strong", expects: "different" },
  ],
});

const manifest = Manifest.parse({
  version: 1,
  kind: "generated",
  name: "drawn",
  numericsVersion: 1,
  createdAt: "2026-01-01T00:00:00.000Z",
  complete: true,
  specSha256: digest,
  prompts,
  seeds: [0],
  arms: drawnPlan.arms.map((id) => ({
    id,
    label: `The ${id} one`,
    modelId: "noise",
    steps: 1,
    guidance: 0,
    scheduler: "euler",
    negativePrompt: null,
    size,
    originalSize: size,
  })),
  models: [{ id: "noise", modelHash: digest, licence: "CC0-1.0", files: [] }],
  environment: {
    pairlab: "0",
    node: "0",
    onnxruntime: "0",
    sharp: "0",
    platform: "any",
    cpu: "any",
    provider: "cpu",
    threads: 1,
    graphOptimization: "none",
  },
  images: drawnPlan.arms.flatMap((armId) =>
    prompts.map(({ id }) => ({
      key: digest,
      armId,
      promptId: id,
      seed: 0,
      file: `${armId}-${id}.png`,
      ...size,
      pixelsSha256: digest,
      fileSha256: digest,
      fileSizeBytes: 1,
      durationsMs: { encode: 1, denoise: 1, decode: 1, inference: 2, total: 250 },
    })),
  ),
  failures: [],
});

interface Slot {
  questionId: string;
  pair: readonly [string, string];
  promptId: string;
  /** Place of the task among those of its question. */
  task: number;
  /** Which of the task's votes. */
  repeat: number;
}

const slots: Slot[] = drawnPlan.questions.flatMap(({ id: questionId }) =>
  plannedPairs(drawnPlan).flatMap((pair, pairIndex) =>
    prompts.flatMap(({ id: promptId }, promptIndex) =>
      Array.from({ length: drawnPlan.votesPerTask }, (_, repeat) => ({
        questionId,
        pair,
        promptId,
        task: pairIndex * prompts.length + promptIndex,
        repeat,
      })),
    ),
  ),
);

function drawnVote({ questionId, pair: [a, b], promptId, task, repeat }: Slot): Vote {
  const rng = createRng(9, `${questionId} ${a} ${b} ${promptId}`, repeat);
  const [left, right] = repeat % 2 === 0 ? [a, b] : [b, a];
  const gap = (strengths[left] ?? 0) - (strengths[right] ?? 0);
  const lean = 0.3 + (questionId === "quality" ? gap : 0);
  return Vote.parse({
    id: `${questionId}.${task}.${repeat}`,
    questionId,
    promptId,
    raterId: `r${(task + 6 * repeat) % 24}`,
    trialIndex: questionId === "quality" ? task : 36 + task,
    left,
    right,
    choice: rng.float() < 1 / (1 + Math.exp(-lean)) ? "left" : "right",
    role: "trial",
    rtMs: 1000 + rng.below(3000),
    decidedAt: new Date(Date.UTC(2026, 0, 5, 9, task, repeat)).toISOString(),
  });
}

/**
 * A complete small study: 3 arms, 12 prompts, 2 questions, 24 raters. In `quality` arms differ as planted,
 * in `following` not at all; everybody leans a little to the left.
 */
export function drawnStudy(): AnalysisInput & { votes: Vote[] } {
  return {
    study: { id: "drawn", title: "Drawn", mode: "simulated" },
    plan: drawnPlan,
    manifest,
    votes: slots.map(drawnVote),
    missing: [],
    hashes: {
      planSha256: digest,
      votesSha256: digest,
      missingSha256: digest,
      manifestSha256: digest,
    },
  };
}
