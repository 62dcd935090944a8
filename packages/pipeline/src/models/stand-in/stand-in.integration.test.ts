import { Arm } from "@pairlab/domain/arm";
import { at } from "@pairlab/domain/at";
import { expect, test } from "vitest";
import { createGraphShelf } from "../../adapters/graph-shelf.ts";
import type { LocatedModel } from "../../adapters/located-models.ts";
import { armSettings } from "../arm-settings.ts";
import { decodeLatents } from "../decode-latents.ts";
import { denoise } from "../denoise.ts";
import { encodePrompt } from "../encode-prompt.ts";
import { loadModel } from "../load-model.ts";
import { zeroConditioning } from "../text-conditioning.ts";
import { type Mistake, type PlainRequest, plainPicture } from "./plain-pipeline.fixture.ts";
import { type StandIn, sd15StandIn, sd21StandIn, sdxlStandIn } from "./stand-in.fixture.ts";
import { standInFolder } from "./stand-in-folder.fixture.ts";

// Ids that transformers' tokenizers gave for these texts: models/mini-sdxl/golden, turbo-1-bang and lcm-4.
const [start, end, bang] = [930, 931, 0];
const padded = (padding: "end" | "bang", words: readonly number[]) => {
  const ids = [start, ...words, end];
  const pad = padding === "end" ? end : bang;
  return [...ids, ...Array.from({ length: 77 - ids.length }, () => pad)];
};
const boat = {
  text: "a red boat by the sea at night!!",
  end: [320, 568, 777, 611, 534, 746, 535, 652, 0, 256],
  bang: [320, 568, 777, 611, 534, 746, 535, 652, 0, 0],
};
const fishWords = [320, 547, 669, 515, 320, 552, 521];
const fish = { text: "a blue fish on a yellow background", end: fishWords, bang: fishWords };
const nothing = { text: "", end: [], bang: [] };

interface Asked {
  standIn: StandIn;
  negative?: typeof fish | null;
  guidance?: number;
  steps?: number;
  size?: { height: number; width: number };
}

/** The request as the plain pipeline takes it. */
function plainRequest({ standIn, ...asked }: Asked): PlainRequest {
  const { negative = null, guidance = 5, steps = 4, size = { height: 64, width: 96 } } = asked;
  const idsOf = (words: typeof fish) =>
    standIn.padding.map((padding) => padded(padding, words[padding]));
  return {
    ids: idsOf(boat),
    negativeIds: negative === null ? null : idsOf(negative),
    emptyIds: idsOf(nothing),
    seed: 7,
    steps,
    guidance,
    size,
    originalSize: { height: 48, width: 80 },
  };
}

function armOf(asked: Asked): Arm {
  const { steps, guidance, size, originalSize } = plainRequest(asked);
  const negativePrompt = asked.negative?.text ?? null;
  const named = { id: "arm", label: "arm", modelId: "stand-in", scheduler: "euler" };
  return Arm.parse({ ...named, steps, guidance, size, originalSize, negativePrompt });
}

/** What Pairlab makes of a stand-in: latents after each step, and the picture. */
async function drawn(asked: Asked, located: LocatedModel = standInFolder(asked.standIn)) {
  const arm = armOf(asked);
  const settings = await armSettings(arm, located);
  const { load } = createGraphShelf({ threads: 1, provider: "cpu" }, () => 0);
  const model = await loadModel(located, load);
  const positive = await encodePrompt(model, boat.text);
  const negative =
    arm.negativePrompt === null && model.zerosForNull
      ? zeroConditioning(positive)
      : await encodePrompt(model, arm.negativePrompt ?? "");
  const latents: Float32Array[] = [];
  const last = await denoise(
    model,
    { seed: 7, arm, settings, positive, negative },
    { latents: (x) => latents.push(x) },
  );
  const { pixels } = await decodeLatents(model, last, arm.size);
  for (const graph of [...model.encoders.map((one) => one.graph), model.unet, model.vaeDecoder])
    await graph.release();
  return { latents, pixels: pixels.rgb };
}

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  expect(a.length).toBe(b.length);
  return Array.from(a, (value, i) => Math.abs(value - at(b, i))).reduce(
    (x, y) => Math.max(x, y),
    0,
  );
};
const farPixels = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).filter((value, i) => Math.abs(value - at(b, i)) > 1).length / a.length;

/** The largest difference that passes: float32's rounding of latents up to 90, and half floats' of the graphs' outputs. */
const bar = { float32: 5e-4, float16: 3e-2 } as const;

async function expectEqualToPlain(asked: Asked): Promise<void> {
  const { latents, pixels } = await drawn(asked);
  const plain = plainPicture(asked.standIn, plainRequest(asked));
  expect(latents).toHaveLength(plain.latents.length);
  const far = latents.map((x, i) => largestDifference(x, at(plain.latents, i)));
  expect(Math.max(...far)).toBeLessThanOrEqual(bar[asked.standIn.floats]);
  expect(farPixels(pixels, plain.pixels)).toBeLessThanOrEqual(0.001);
}

const lcm = { ...sdxlStandIn, guidanceWidth: 256 };
const halves = {
  ...sdxlStandIn,
  floats: "float16",
  timestep: { type: "float16", shape: [] },
} as const;

const variants: readonly [string, Asked][] = [
  ["SDXL as it is exported today", { standIn: sdxlStandIn }],
  ["SDXL with a negative prompt", { standIn: sdxlStandIn, negative: fish }],
  ["SDXL with an empty negative prompt", { standIn: sdxlStandIn, negative: nothing }],
  ["SDXL without guidance", { standIn: sdxlStandIn, guidance: 0 }],
  [
    "SDXL with whole timesteps",
    { standIn: { ...sdxlStandIn, timestep: { type: "int64", shape: [1] } } },
  ],
  [
    "SDXL with whole timesteps of any number",
    { standIn: { ...sdxlStandIn, timestep: { type: "int64", shape: ["steps"] } } },
  ],
  [
    "SDXL with 32-bit ids in the first encoder",
    { standIn: { ...sdxlStandIn, ids: ["int32", "int64"] } },
  ],
  [
    "SDXL with fractions of timesteps",
    { standIn: { ...sdxlStandIn, spacing: "linspace" }, steps: 5 },
  ],
  ["SDXL with a guidance embedding", { standIn: lcm, guidance: 1.25 }],
  ["SDXL in half floats", { standIn: halves, guidance: 1.5 }],
  [
    "SDXL in half floats with a guidance embedding",
    { standIn: { ...halves, guidanceWidth: 256 }, guidance: 1.25 },
  ],
  ["SD 1.5", { standIn: sd15StandIn }],
  ["SD 1.5 with a negative prompt", { standIn: sd15StandIn, negative: fish }],
  [
    "SD 1.5 of the conversion script",
    {
      standIn: {
        ...sd15StandIn,
        ids: ["int32"],
        timestep: { type: "float32", shape: ["batch"] },
        hasReturnDict: true,
        externalData: "weights.pb",
      },
    },
  ],
  ["SD 2.1", { standIn: sd21StandIn, size: { height: 96, width: 64 } }],
  ["LCM of SD 1.5", { standIn: { ...sd15StandIn, guidanceWidth: 256 }, guidance: 1.25 }],
];

test.each(variants)("%s comes out as in the plain pipeline", async (_, asked) => {
  await expectEqualToPlain(asked);
});

test.each(["model.onnx_data", "model.onnx_data_1", "model.onnx.data", "weights.pb"])(
  "weights in %s come out the same",
  async (externalData) => {
    await expectEqualToPlain({ standIn: { ...sdxlStandIn, externalData } });
  },
);

const wide: Asked = { standIn: sdxlStandIn, negative: fish };
const nullNegative: Asked = { standIn: sdxlStandIn };
const sd: Asked = { standIn: sd15StandIn };
const embedded: Asked = { standIn: lcm, guidance: 1.25 };
const fractions: Asked = { standIn: { ...sdxlStandIn, spacing: "linspace" }, steps: 5 };
const right = new Map(
  [wide, nullNegative, sd, embedded, fractions].map((asked) => [
    asked,
    plainPicture(asked.standIn, plainRequest(asked)),
  ]),
);
const mistakes: readonly [Mistake, Asked][] = [
  ["last hidden state", wide],
  ["hidden state 11 of both encoders", wide],
  ["encoders in the wrong order", wide],
  ["first tokenizer's padding for both encoders", wide],
  ["pooled vector of the prompt for both halves", wide],
  ["height and width swapped in the time ids", wide],
  ["original and target size swapped", wide],
  ["no time ids", wide],
  ["conditional half first", wide],
  ["empty text for no negative prompt", nullNegative],
  ["zeros for no negative prompt", sd],
  ["hidden state before the last of a family that takes the last", sd],
  ["timestep truncated", fractions],
  ["timestep of the next step", wide],
  ["model input not scaled", wide],
  ["latents of width × height", wide],
  ["guidance not reduced by one", embedded],
  ["no guidance embedding", embedded],
];

test.each(mistakes)("a pipeline with this mistake would be caught: %s", (mistake, asked) => {
  const wrong = plainPicture(asked.standIn, plainRequest(asked), mistake);
  const far = right.get(asked)?.latents.map((x, i) => largestDifference(x, at(wrong.latents, i)));
  expect(Math.max(...(far ?? []))).toBeGreaterThan(20 * bar.float32);
});

test("a decoder fed with latents that were not divided would be caught", () => {
  const mistake = "latents not divided before decoding";
  const wrong = plainPicture(wide.standIn, plainRequest(wide), mistake);
  expect(farPixels(right.get(wide)?.pixels ?? [], wrong.pixels)).toBeGreaterThan(0.1);
});

test("a graph with whole timesteps is not asked for fractions of one", async () => {
  const standIn: StandIn = {
    ...sdxlStandIn,
    timestep: { type: "int64", shape: [1] },
    spacing: "linspace",
  };
  await expect(drawn({ standIn, steps: 5 })).rejects.toMatchObject({ code: "REQ_STEPS" });
});
