import { at } from "@pairlab/domain/at";
import { fromHalf, toHalf } from "../../core/half.ts";
import {
  decoderWeights,
  type EncoderShape,
  encoderWeights,
  finalScale,
  growth,
  latentChannels,
  pixelsPerLatent,
  type StandIn,
  unetWeights,
  vocabularySize,
} from "./stand-in.fixture.ts";

/** A plane of latents or pixels. */
export interface Plane {
  height: number;
  width: number;
}

/** Numbers as they pass a graph's border. */
export function bordered({ floats }: StandIn, values: ArrayLike<number>): Float64Array {
  if (floats === "float32") return Float64Array.from(values);
  return Float64Array.from(fromHalf(toHalf(Float32Array.from(values))));
}

/** One state of a text encoder, a token after the other. `layer` null: the last one, after the final norm. */
export function plainState(
  shape: EncoderShape,
  ids: readonly number[],
  layer: number | null,
): number[][] {
  const { slope, shift, final } = encoderWeights(shape);
  return ids.map((id) =>
    Array.from(slope, (factor, k) => {
      const inner = (id / vocabularySize) * factor * growth(layer ?? shape.layers) + at(shift, k);
      return layer === null ? inner * finalScale + at(final, k) : inner;
    }),
  );
}

/** What a text encoder pools. */
export function plainPooled(shape: EncoderShape, ids: readonly number[]): number[] {
  const { pool } = encoderWeights(shape);
  return Array.from({ length: shape.width }, (_, k) =>
    ids.reduce((sum, id, s) => sum + (id / vocabularySize) * at(pool, s * shape.width + k), 0),
  );
}

/** What the UNet is told besides latents and time. */
export interface Told {
  /** Tokens × width. */
  text: readonly (readonly number[])[];
  pooled: readonly number[];
  times: readonly number[];
  embedding: readonly number[];
}

/** What all that adds to the UNet's output, by channel: the same at every step. */
export function plainTold(standIn: StandIn, { text, pooled, times, embedding }: Told): number[] {
  const w = unetWeights(standIn);
  return Array.from({ length: latentChannels }, (_, channel) => {
    const dot = (values: readonly number[], weight: Float32Array) =>
      bordered(standIn, values).reduce(
        (sum, value, i) => sum + value * at(weight, i * latentChannels + channel),
        0,
      );
    const read = text.reduce((sum, row, s) => sum + at(w.place, s) * dot(row, w.text), 0);
    return read + dot(pooled, w.pooled) + dot(times, w.times) / 1000 + dot(embedding, w.guidance);
  });
}

/** The UNet: a look at each latent and its neighbours left and right, stronger early on, and what it is told. */
export function plainUnet(
  standIn: StandIn,
  sample: Float64Array,
  { height, width }: Plane,
  t: number,
  told: readonly number[],
): Float64Array {
  const { conv } = unetWeights(standIn);
  const input = bordered(standIn, sample);
  const strength = at(bordered(standIn, [t]), 0) / 1000 + 0.5;
  const plane = height * width;
  const seen = (channel: number, place: number) => {
    let sum = 0;
    for (let from = 0; from < latentChannels; from += 1)
      for (const k of [0, 1, 2]) {
        const column = (place % width) + k - 1;
        if (column >= 0 && column < width)
          sum +=
            at(input, from * plane + place + k - 1) *
            at(conv, (channel * latentChannels + from) * 3 + k);
      }
    return sum;
  };
  const out = input.map((_, i) => {
    const channel = Math.floor(i / plane);
    return seen(channel, i % plane) * strength + at(told, channel);
  });
  return bordered(standIn, out);
}

/** The decoder, and its output as bytes: rows of R, G, B. */
export function plainDecoder(
  standIn: StandIn,
  latents: Float64Array,
  { height, width }: Plane,
): number[] {
  const { mix, bias } = decoderWeights();
  const input = bordered(standIn, latents);
  const side = pixelsPerLatent;
  return Array.from({ length: 3 * height * width * side * side }, (_, i) => {
    const channel = i % 3;
    const x = Math.floor(i / 3) % (width * side);
    const y = Math.floor(i / 3 / (width * side));
    const output = channel * side * side + (y % side) * side + (x % side);
    const place = Math.floor(y / side) * width + Math.floor(x / side);
    let sum = at(bias, output);
    for (let c = 0; c < latentChannels; c += 1)
      sum += at(mix, output * latentChannels + c) * at(input, c * height * width + place);
    return Math.round(255 * Math.min(1, Math.max(0, sum * 0.5 + 0.5)));
  });
}
