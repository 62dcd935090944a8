import { createHash } from "node:crypto";
import { Manifest } from "@pairlab/domain/manifest";
import { Plan } from "@pairlab/domain/plan";
import { Study } from "@pairlab/domain/study";
import type { z } from "zod";

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Names that must never reach a participant's browser: unlikely to occur by chance. */
export const armIds = [
  "arm-zebrafinch",
  "arm-quokkabird",
  "arm-axolotlet",
  "arm-narwhaline",
] as const;
export const seed = 770_077_001;
export const displayPx = 384;
/** What a study that declares another size has for smaller windows. */
export const smallerPx = 288;

const promptTexts = [
  "a red bicycle leaning against a blue door",
  "a small boat on a calm lake",
  "an old lighthouse on a rocky coast at dusk, with gulls circling above the lamp and a path of white stones leading up to its green door",
  "a bowl of lemons",
  "a yellow tram in the rain",
  "two kites over a meadow",
  "a fox asleep under a lantern",
  "a paper crane on a window sill",
  "three blue cups in a row",
  "a wooden bridge in autumn",
  "a snail crossing a stone path",
  "a kettle on a green stove",
];
export const prompts = promptTexts.map((text, index) => ({ id: `pr-onyx-${index}`, text }));

const labelOf = (armId: string) => `Label of ${armId}`;
const modelOf = (armId: string) => `model-of-${armId}`;

/** Everything that tells arms, prompts or the design apart by name. */
export const secretWords: readonly string[] = [
  ...armIds.flatMap((id) => [id, labelOf(id), modelOf(id), sha256(id)]),
  ...prompts.map(({ id }) => id),
  ...["q-quality", "q-prompt", String(seed), "stimulusId", "armId", "promptId"],
];

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
  arms: armIds.map((id) => ({
    id,
    label: labelOf(id),
    modelId: modelOf(id),
    steps: 4,
    guidance: 0,
    scheduler: "euler_a",
    negativePrompt: null,
    size: { height: 128, width: 128 },
    originalSize: { height: 128, width: 128 },
  })),
  models: armIds.map((id) => ({
    id: modelOf(id),
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

/** The demo's shape: six pairs, two questions, 24 trials a form in two blocks, twelve forms. */
export const plan = (
  ties: "none" | "allowed",
  hasSmaller = false,
  given: Partial<z.input<typeof Plan>> = {},
) =>
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
    votesPerTask: 2,
    trialsPerForm: 24,
    seed,
    display: {
      ...{ displayPx, kernel: "nearest" },
      ...(hasSmaller && { smaller: [{ displayPx: smallerPx, kernel: "nearest" }] }),
    },
    ...given,
  });

/** A form of twenty pairs in two blocks with a rest in the middle of each, four attention checks and every kind of answer. */
export const shortForm: Partial<z.input<typeof Plan>> = {
  pairs: [
    [armIds[0], armIds[1]],
    [armIds[2], armIds[3]],
  ],
  promptIds: prompts.slice(0, 8).map(({ id }) => id),
  trialsPerForm: 16,
  extras: { checks: 4 },
  breakEvery: 5,
  ...{ ties: "allowed", bothBad: true },
};

export const study = (
  id: string,
  mode: "live" | "simulated",
  given: Partial<z.input<typeof Study>> = {},
) =>
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
    ...given,
  });
