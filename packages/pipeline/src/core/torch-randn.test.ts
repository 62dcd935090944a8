import { expect, test } from "vitest";
import { z } from "zod";
import { readGolden, sha256Of } from "./golden.fixture.ts";
import { torchGenerator } from "./torch-randn.ts";

// Made with PyTorch; golden/README.md says how.
const Numbers = z.array(z.number());
const Vectors = z.object({
  randn: z.array(
    z.object({ seed: z.number(), n: z.int(), first8: Numbers, last4: Numbers, sha256: z.string() }),
  ),
  rand: z.array(z.object({ seed: z.number(), first8: Numbers.length(8) })),
  "randn_sequence_seed0_2x(1,4,64,64)": z.array(
    z.object({ first8: Numbers.length(8), sha256: z.string() }),
  ),
  randn_sequence_seed0_3_3_20_3: z.array(Numbers),
});
const vectors = readGolden(Vectors, "torch2_cpu.json");

const unsigned = (seed: number) => ((seed % 4294967296) + 4294967296) % 4294967296;

test("there are 84 draws and 7 uniforms, equal in both PyTorch builds", () => {
  expect([vectors.randn.length, vectors.rand.length]).toEqual([84, 7]);
  expect(readGolden(Vectors, "torch2_cpu_exact_sqrt.json")).toEqual(vectors);
});

test.each(vectors.randn)(
  "randn equals PyTorch's bytes: seed $seed, n $n",
  ({ seed, n, first8, last4, sha256 }) => {
    const drawn = torchGenerator(unsigned(seed)).randn(n);
    expect([...drawn.slice(0, 8)]).toEqual(first8.map(Math.fround));
    expect([...drawn.slice(-4)]).toEqual(last4.map(Math.fround));
    expect(sha256Of(drawn)).toBe(sha256);
  },
);

test.each(vectors.rand)("rand equals PyTorch's: seed $seed", ({ seed, first8 }) => {
  expect([...torchGenerator(unsigned(seed)).rand(8)]).toEqual(first8.map(Math.fround));
});

test("two latents of one generator follow each other as PyTorch's do", () => {
  const generator = torchGenerator(0);
  const draws = vectors["randn_sequence_seed0_2x(1,4,64,64)"];
  expect(draws).toHaveLength(2);
  for (const { first8, sha256 } of draws) {
    const drawn = generator.randn(4 * 64 * 64);
    expect([...drawn.slice(0, 8)]).toEqual(first8.map(Math.fround));
    expect(sha256Of(drawn)).toBe(sha256);
  }
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
