import { at } from "@pairlab/domain/at";
import { expect, test } from "vitest";
import { z } from "zod";
import { readGolden, sha256Of } from "./golden.fixture.ts";
import { fromHalf, toHalf } from "./half.ts";
import { torchGenerator } from "./torch-randn.ts";

const Vectors = z.object({
  randn_half: z
    .array(
      z.object({
        seed: z.number(),
        n: z.literal(16384),
        first8: z.array(z.number()).length(8),
        sha256_f16: z.string(),
      }),
    )
    .length(7),
});
const { randn_half } = readGolden(Vectors, "torch2_cpu.json");
const unsigned = (seed: number) => ((seed % 4294967296) + 4294967296) % 4294967296;

test.each(randn_half)("half-precision noise is PyTorch's: seed $seed", (one) => {
  const halves = toHalf(torchGenerator(unsigned(one.seed)).randn(one.n));
  expect([...fromHalf(halves.slice(0, 8))]).toEqual(one.first8);
  expect(sha256Of(halves)).toBe(one.sha256_f16);
});

const everyNumber = Uint16Array.from({ length: 65536 }, (_, i) => i).filter(
  (half) => (half & 0x7fff) <= 0x7c00,
);

test("every half that is a number survives the way to float32 and back", () => {
  expect(toHalf(fromHalf(everyNumber))).toEqual(everyNumber);
});

test("halfway between two halves, the even one is taken", () => {
  const finite = everyNumber.filter((half) => half < 0x7bff); // positive, with a finite successor
  const values = fromHalf(finite);
  const next = fromHalf(finite.map((half) => half + 1));
  const middles = values.map((value, i) => (value + at(next, i)) / 2);
  expect(toHalf(middles)).toEqual(finite.map((half) => half + (half & 1)));
});

test("what is too large becomes infinity, what isn't a number stays none", () => {
  const given = [65519.996, 65520, -1e30, Number.POSITIVE_INFINITY, Number.NaN, -0];
  expect([...toHalf(Float32Array.from(given))]).toEqual([
    0x7bff, 0x7c00, 0xfc00, 0x7c00, 0x7e00, 0x8000,
  ]);
});
