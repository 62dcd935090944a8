import { at } from "@pairlab/domain/at";
import { torchGenerator } from "../../core/torch-randn.ts";
import {
  type Plane,
  plainDecoder,
  plainPooled,
  plainState,
  plainTold,
  plainUnet,
  type Told,
} from "./plain-graphs.fixture.ts";
import { plainSchedule } from "./plain-schedule.fixture.ts";
import {
  latentChannels,
  pixelsPerLatent,
  type StandIn,
  scalingFactor,
} from "./stand-in.fixture.ts";

/** What somebody who wires a pipeline could get wrong. */
export type Mistake =
  | "last hidden state"
  | "hidden state 11 of both encoders"
  | "hidden state before the last of a family that takes the last"
  | "encoders in the wrong order"
  | "first tokenizer's padding for both encoders"
  | "pooled vector of the prompt for both halves"
  | "height and width swapped in the time ids"
  | "original and target size swapped"
  | "no time ids"
  | "conditional half first"
  | "zeros for no negative prompt"
  | "empty text for no negative prompt"
  | "timestep truncated"
  | "timestep of the next step"
  | "model input not scaled"
  | "latents of width × height"
  | "guidance not reduced by one"
  | "no guidance embedding"
  | "latents not divided before decoding";

/** A picture asked of a stand-in. Ids are what each encoder's tokenizer makes of the text; null: no negative prompt. */
export interface PlainRequest {
  ids: readonly (readonly number[])[];
  negativeIds: readonly (readonly number[])[] | null;
  emptyIds: readonly (readonly number[])[];
  seed: number;
  steps: number;
  guidance: number;
  size: Plane;
  originalSize: Plane;
}

/** Loop by loop what diffusers does around the graphs of a stand-in, in float64; with a mistake if one is asked for. */
export function plainPicture(standIn: StandIn, request: PlainRequest, mistake?: Mistake) {
  const { steps, seed, size, guidance } = request;
  const rows = size.height / pixelsPerLatent;
  const columns = size.width / pixelsPerLatent;
  const isTurned = mistake === "latents of width × height";
  const plane = isTurned ? { height: columns, width: rows } : { height: rows, width: columns };
  const { timesteps, sigmas } = plainSchedule(standIn.spacing, steps);
  const noise = torchGenerator(seed).randn(latentChannels * rows * columns);
  const told = tellings(standIn, request, mistake).map((half) => plainTold(standIn, half));
  let x = Float64Array.from(noise, (value) => value * Math.max(...sigmas));
  const latents: Float64Array[] = [];
  for (const [i, own] of timesteps.entries()) {
    const sigma = at(sigmas, i);
    const scale = mistake === "model input not scaled" ? 1 : Math.sqrt(sigma * sigma + 1);
    const input = x.map((value) => value / scale);
    const t = timestepTold(own, timesteps[i + 1] ?? 0, mistake);
    const outputs = told.map((half) => plainUnet(standIn, input, plane, t, half));
    const guided = combined(outputs, guidance, mistake === "conditional half first");
    x = x.map((value, k) => value + (at(sigmas, i + 1) - sigma) * at(guided, k));
    latents.push(x);
  }
  const isWhole = mistake === "latents not divided before decoding";
  const factor = isWhole ? 1 : scalingFactor[standIn.family];
  const scaled = x.map((value) => value / factor);
  return { latents, pixels: plainDecoder(standIn, scaled, plane) };
}

function timestepTold(own: number, next: number, mistake: Mistake | undefined): number {
  if (mistake === "timestep truncated") return Math.trunc(own);
  return mistake === "timestep of the next step" ? next : own;
}

/** What the UNet is told in each run of a step: once, or without and with the prompt. */
function tellings(standIn: StandIn, request: PlainRequest, mistake?: Mistake): Told[] {
  const { guidanceWidth, family } = standIn;
  const { guidance, ids } = request;
  const times = family === "sdxl" ? timeIds(request, mistake) : [];
  const embedding =
    guidanceWidth === null ? [] : guidanceEmbedding(guidance, guidanceWidth, mistake);
  const positive = { ...textTold(standIn, ids, mistake), times, embedding };
  if (guidance <= 1 || guidanceWidth !== null) return [positive];
  const negative = { ...positive, ...negativeTold(standIn, request, positive, mistake) };
  if (mistake === "pooled vector of the prompt for both halves")
    return [{ ...negative, pooled: positive.pooled }, positive];
  return [negative, positive];
}

type Text = Pick<Told, "text" | "pooled">;

function negativeTold(
  standIn: StandIn,
  { negativeIds, emptyIds }: PlainRequest,
  positive: Text,
  mistake?: Mistake,
): Text {
  const wantsZeros =
    standIn.family === "sdxl"
      ? mistake !== "empty text for no negative prompt"
      : mistake === "zeros for no negative prompt";
  if (negativeIds !== null || !wantsZeros)
    return textTold(standIn, negativeIds ?? emptyIds, mistake);
  return {
    text: positive.text.map((row) => row.map(() => 0)),
    pooled: positive.pooled.map(() => 0),
  };
}

/** All encoders' states side by side, and what SDXL's second one pools. */
function textTold(standIn: StandIn, ids: PlainRequest["ids"], mistake?: Mistake): Text {
  const { encoders, family } = standIn;
  const read = encoders.map((shape, index) => {
    const isShared = mistake === "first tokenizer's padding for both encoders";
    const own = at(ids, isShared ? 0 : index);
    return { states: plainState(shape, own, layerOf(standIn, shape.layers, mistake)), own, shape };
  });
  const order = mistake === "encoders in the wrong order" ? read.toReversed() : read;
  const rows = at(read, 0).states.map((_, s) => order.flatMap(({ states }) => at(states, s)));
  const { shape, own } = at(read, read.length - 1);
  return { text: rows, pooled: family === "sdxl" ? plainPooled(shape, own) : [] };
}

function layerOf({ family }: StandIn, layers: number, mistake?: Mistake): number | null {
  if (family === "sd")
    return mistake === "hidden state before the last of a family that takes the last"
      ? layers - 1
      : null;
  if (mistake === "hidden state 11 of both encoders") return 11;
  return mistake === "last hidden state" ? layers : layers - 1;
}

function timeIds({ size, originalSize }: PlainRequest, mistake?: Mistake): number[] {
  if (mistake === "no time ids") return [0, 0, 0, 0, 0, 0];
  const isTurned = mistake === "height and width swapped in the time ids";
  const pair = ({ height, width }: Plane) => (isTurned ? [width, height] : [height, width]);
  const isSwapped = mistake === "original and target size swapped";
  const [first, second] = isSwapped ? [size, originalSize] : [originalSize, size];
  return [...pair(first), 0, 0, ...pair(second)];
}

function guidanceEmbedding(guidance: number, width: number, mistake?: Mistake): number[] {
  if (mistake === "no guidance embedding") return Array.from({ length: width }, () => 0);
  const w = 1000 * (mistake === "guidance not reduced by one" ? guidance : guidance - 1);
  const half = width / 2;
  const angles = Array.from({ length: half }, (_, i) => w * 10_000 ** (-i / (half - 1)));
  return [...angles.map(Math.sin), ...angles.map(Math.cos)];
}

function combined(
  outputs: readonly Float64Array[],
  guidance: number,
  isReversed: boolean,
): Float64Array {
  if (outputs.length === 1) return at(outputs, 0);
  const [without, within] = isReversed
    ? [at(outputs, 1), at(outputs, 0)]
    : [at(outputs, 0), at(outputs, 1)];
  return without.map((value, k) => value + guidance * (at(within, k) - value));
}
