import { at } from "@pairlab/domain/at";
import { expect, test } from "vitest";
import { z } from "zod";
import { cudaGenerator } from "./cuda-randn.ts";
import { readGolden } from "./golden.fixture.ts";
import { noiseGenerator } from "./noise-generator.ts";
import { philox4x32 } from "./philox.ts";

const Word = z.int().min(0).max(0xffffffff);
const FourWords = z.tuple([Word, Word, Word, Word]);
const Continued = z.object({
  seed: z.number(),
  call1_n16384_first8: z.array(z.number()).length(8),
  call1_last4: z.array(z.number()).length(4),
  offset_after_call1: z.number(),
  call2_first8: z.array(z.number()).length(8),
});
const OnCard = z.object({
  seed: z.number(),
  n: z.int(),
  gpu: z.string(),
  maxBlocks: z.int(),
  at: z.record(z.string(), z.number()),
});
const Vectors = z.object({
  philox_kat: z.array(z.object({ ctr: FourWords, key: z.tuple([Word, Word]), out: FourWords })),
  randn: z.array(z.union([OnCard, Continued])),
});
const vectors = readGolden(Vectors, "cuda_philox.json");
const onCards = vectors.randn.filter((one) => "gpu" in one);
const continued = vectors.randn.filter((one) => "call2_first8" in one);

// The float values of the vectors are double precision's rounded; a card's own differ by as much.
const near = (drawn: ArrayLike<number>, expected: readonly number[]) => {
  for (const [i, value] of expected.entries())
    expect(Math.abs(at(drawn, i) - value)).toBeLessThanOrEqual(2e-6);
};

test("there are 3 + 6 + 8 known answers", () => {
  expect([vectors.philox_kat.length, continued.length, onCards.length]).toEqual([3, 6, 8]);
});

test.each(vectors.philox_kat)("philox's words of key $key", ({ ctr, key, out }) => {
  expect(philox4x32(ctr, key)).toEqual(out);
});

test.each(continued)("two draws of one generator: seed $seed", (one) => {
  const generator = cudaGenerator(one.seed);
  const first = generator.randn(16384);
  near(first, one.call1_n16384_first8);
  near(first.slice(-4), one.call1_last4);
  expect(generator.offset).toBe(one.offset_after_call1);
  near(generator.randn(16384), one.call2_first8);
});

test.each(onCards)("$n numbers on $gpu: seed $seed", ({ seed, n, maxBlocks, at: expected }) => {
  const drawn = cudaGenerator(seed, maxBlocks).randn(n);
  for (const [index, value] of Object.entries(expected))
    near([at(drawn, index === "last" ? n - 1 : Number(index))], [value]);
});

test("a draw that cards disagree on is refused unless the card is named", () => {
  expect(noiseGenerator("torch-cuda", 0).randn(65536)).toHaveLength(65536);
  expect(() => noiseGenerator("torch-cuda", 0).randn(65537)).toThrow(
    expect.objectContaining({ kind: "input", code: "REQ_UNSUPPORTED" }),
  );
  expect(cudaGenerator(0, 864).randn(65537)).toHaveLength(65537);
});

test("the seed's upper word counts; seeds outside 64 bits are refused", () => {
  expect(cudaGenerator(2n ** 32n).randn(4)).not.toEqual(cudaGenerator(0).randn(4));
  expect(cudaGenerator(7n).randn(4)).toEqual(cudaGenerator(7).randn(4));
  for (const seed of [-1, 0.5, -1n, 2n ** 64n])
    expect(() => cudaGenerator(seed)).toThrow(RangeError);
});

test("the chosen source is the one that draws", () => {
  expect(noiseGenerator("torch-cuda", 3).randn(16)).toEqual(cudaGenerator(3).randn(16));
  expect(noiseGenerator("torch-cpu", 3).randn(16)).not.toEqual(cudaGenerator(3).randn(16));
});
