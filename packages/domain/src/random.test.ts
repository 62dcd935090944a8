import { expect, test } from "vitest";
import { philox4x32 } from "./philox.ts";
import { createRng, shuffled } from "./random.ts";

test("philox4x32 gives the known answers of Random123 1.14 (kat_vectors, philox4x32-10)", () => {
  const ones = 0xffffffff;
  expect(philox4x32([0, 0, 0, 0], [0, 0])).toEqual([
    0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8,
  ]);
  expect(philox4x32([ones, ones, ones, ones], [ones, ones])).toEqual([
    0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd,
  ]);
  expect(
    philox4x32([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0]),
  ).toEqual([0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]);
});

test("createRng gives the same stream for the same key, another for any other key", () => {
  const draw = (seed: number, purpose: string, index?: number) => {
    const rng = createRng(seed, purpose, index);
    return Array.from({ length: 9 }, () => rng.uint32());
  };
  expect(draw(7, "design")).toEqual(draw(7, "design", 0));
  const streams = [draw(7, "design"), draw(8, "design"), draw(7, "votes"), draw(7, "design", 1)];
  expect(new Set(streams.flat()).size).toBe(36);
});

test("float lies in [0, 1) with mean near one half", () => {
  const rng = createRng(1, "mean");
  const draws = Array.from({ length: 20_000 }, () => rng.float());
  expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...draws)).toBeLessThan(1);
  expect(draws.reduce((sum, x) => sum + x, 0) / draws.length).toBeCloseTo(0.5, 2);
});

test("below reaches every value equally and refuses what isn't a range", () => {
  const rng = createRng(2, "dice");
  const counts = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < 12_000; i += 1) {
    const face = rng.below(6);
    counts[face] = (counts[face] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
  expect(() => rng.below(0)).toThrow(RangeError);
  expect(() => rng.below(1.5)).toThrow(RangeError);
});

test("shuffled keeps the items, leaves the original alone and makes every order", () => {
  const items = [1, 2, 3] as const;
  const seen = new Set<string>();
  for (let i = 0; i < 200; i += 1) seen.add(shuffled(items, createRng(3, "order", i)).join(""));
  expect([...seen].sort()).toEqual(["123", "132", "213", "231", "312", "321"]);
  expect(items).toEqual([1, 2, 3]);
});

test("createRng refuses seeds that a double can't hold", () => {
  expect(() => createRng(-1, "x")).toThrow(RangeError);
  expect(() => createRng(2 ** 53, "x")).toThrow(RangeError);
});

test("shuffle puts words where swapping with below from the end puts them, and leaves the stream there", () => {
  for (const length of [0, 1, 2, 7, 900, 5000]) {
    const [one, other] = [createRng(6, "words"), createRng(6, "words")];
    const words = Uint32Array.from({ length }, (_, i) => i);
    const swapped = words.slice();
    one.shuffle(words);
    for (let i = length - 1; i > 0; i -= 1) {
      const j = other.below(i + 1);
      [swapped[i], swapped[j]] = [swapped[j] ?? 0, swapped[i] ?? 0];
    }
    expect(words).toEqual(swapped);
    expect(one.uint32()).toBe(other.uint32());
  }
});
