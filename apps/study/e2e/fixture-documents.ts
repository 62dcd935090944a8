import { createHash } from "node:crypto";
import { Manifest } from "@pairlab/domain/manifest";
import { Plan } from "@pairlab/domain/plan";
import { Study } from "@pairlab/domain/study";

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Names that must never reach a browser: unlikely to occur by chance. */
export const armIds = ["arm-zebrafinch", "arm-quokkabird"] as const;
export const prompts = [
  { id: "pr-onyx", text: "a red bicycle leaning against a blue door" },
  { id: "pr-jade", text: "a small boat on a calm lake" },
  {
    id: "pr-opal",
    text: "an old lighthouse on a rocky coast at dusk, with gulls circling above the lamp and a path of white stones leading up to its green door",
  },
  { id: "pr-ruby", text: "a bowl of lemons" },
] as const;
export const displayPx = 384;
export const seed = 770_077_001;

const arm = (id: string) => ({
  id,
  label: `Label ${id}`,
  modelId: `model-of-${id}`,
  steps: 4,
  guidance: 0,
  scheduler: "euler_a" as const,
  negativePrompt: null,
  size: { height: 128, width: 128 },
  originalSize: { height: 128, width: 128 },
});

/** The run that the fixture's pictures are said to come from. */
export const manifest = Manifest.parse({
  version: 1,
  kind: "generated",
  name: "fixture",
  numericsVersion: 1,
  createdAt: "2026-01-01T00:00:00Z",
  complete: true,
  specSha256: sha256("spec"),
  prompts,
  seeds: [seed],
  arms: armIds.map(arm),
  models: armIds.map((id) => ({
    id: `model-of-${id}`,
    modelHash: sha256(id),
    licence: "Apache-2.0",
    files: [],
  })),
  environment: {
    pairlab: "0.1.0",
    node: "v20.20.2",
    onnxruntime: "1.30.0",
    sharp: "0.35.5",
    platform: "linux",
    cpu: "test",
    provider: "cpu",
    threads: 2,
    graphOptimization: "all",
  },
  images: [],
  failures: [],
});

/** Two questions, four prompts, one pair of arms: eight trials a form, in two blocks. */
export const plan = (ties: "none" | "allowed" = "none", planned = 2) =>
  Plan.parse({
    version: 1,
    arms: armIds,
    questions: [
      {
        id: "q-quality",
        title: "Image quality",
        text: "Which picture looks better?",
        preset: "plain-1",
        showPrompt: false,
      },
      {
        id: "q-prompt",
        title: "Prompt following",
        text: "Which picture shows this text better?",
        preset: "plain-1",
        showPrompt: true,
      },
    ],
    ties,
    votesPerTask: planned,
    trialsPerForm: 8,
    seed,
    display: { displayPx, kernel: "nearest" },
  });

export const study = (id: string, mode: "live" | "simulated" = "live") =>
  Study.parse({
    version: 1,
    id,
    title: "Which of two pictures do people prefer?",
    mode,
    plan: "plan.json",
    manifest: "manifest.json",
    consent: {
      runBy: "The Pairlab project runs this study to learn which kind of picture people prefer.",
      task: "You look at pairs of pictures and say each time which one you prefer.",
      minutes: 3,
      pay: "None. This is a demonstration.",
      content: "Harmless drawings made by a computer.",
      storage:
        "Your answers, their times and the size of your window, on this computer only, until you delete them.",
      publication: "Your answers, without anything about you, may be published with the results.",
      ethics: "A demonstration on your own computer needs no approval.",
      contact: "the person who sent you this link",
    },
  });
