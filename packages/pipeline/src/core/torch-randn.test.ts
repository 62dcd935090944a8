import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { fma } from "./fma.ts";
import { torchGenerator } from "./torch-randn.ts";

// Made with PyTorch; golden/README.md says how.
const Vectors = z.object({
  randn: z.array(
    z.object({ seed: z.number(), n: z.number(), first8: z.array(z.number()), sha256: z.string() }),
  ),
  rand: z.array(z.object({ seed: z.number(), first8: z.array(z.number()) })),
  randn_sequence_seed0_3_3_20_3: z.array(z.array(z.number())),
});
const file = path.resolve(import.meta.dirname, "../../golden/torch-randn.json");
const vectors = Vectors.parse(JSON.parse(readFileSync(file, "utf8")));

const sha256 = (data: Float32Array) =>
  createHash("sha256")
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest("hex");
const unsigned = (seed: number) => ((seed % 4294967296) + 4294967296) % 4294967296;

test.each(vectors.randn)(
  "randn equals PyTorch's bytes: seed $seed, n $n",
  ({ seed, n, first8, sha256: hash }) => {
    const drawn = torchGenerator(unsigned(seed)).randn(n);
    expect([...drawn.slice(0, 8)]).toEqual(first8.map(Math.fround));
    expect(sha256(drawn)).toBe(hash);
  },
);

test.each(vectors.rand)("rand equals PyTorch's: seed $seed", ({ seed, first8 }) => {
  expect([...torchGenerator(unsigned(seed)).rand(8)]).toEqual(first8.map(Math.fround));
});

test("draws of one generator continue, the kept normal and the redrawn tail included", () => {
  const generator = torchGenerator(0);
  for (const expected of vectors.randn_sequence_seed0_3_3_20_3)
    expect([...generator.randn(expected.length)]).toEqual(expected.map(Math.fround));
});

test("torchGenerator refuses seeds PyTorch would wrap", () => {
  expect(() => torchGenerator(-1)).toThrow(RangeError);
  expect(() => torchGenerator(4294967296)).toThrow(RangeError);
});

test("fma rounds once: a product that needs more than 53 bits with its addend", () => {
  const a = Math.fround(1 + 2 ** -12);
  // a·a = 1 + 2^-11 + 2^-24: half an ulp of float32 above 1 + 2^-11, a tie that the addend must break.
  expect(fma(a, a, 2 ** -60)).toBe(1 + 2 ** -11 + 2 ** -23);
  expect(fma(a, a, -(2 ** -60))).toBe(1 + 2 ** -11);
  expect(fma(-a, a, -(2 ** -60))).toBe(-(1 + 2 ** -11 + 2 ** -23));
});
