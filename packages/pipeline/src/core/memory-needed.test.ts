import { expect, test } from "vitest";
import { assertMemory } from "../adapters/assert-memory.ts";
import { memoryNeeded, paintersThatFit } from "./memory-needed.ts";

const size = { width: 512, height: 512 };
const turbo = { weightBytes: 13.74e9, size };

test("one painter holds one model and one picture, several as many", () => {
  const one = memoryNeeded([turbo, { weightBytes: 1e9, size: { width: 64, height: 64 } }], 1);
  expect(one).toEqual({ weights: 13.74e9, activations: 3 * 268_435_456 });
  expect(memoryNeeded([turbo], 2)).toEqual({ weights: 27.48e9, activations: 6 * 268_435_456 });
  expect(memoryNeeded([], 1)).toEqual({ weights: 0, activations: 0 });
});

test("what is needed is one arm's: never one's weights beside another's picture", () => {
  const small = { weightBytes: 1e9, size: { width: 1024, height: 1024 } };
  expect(memoryNeeded([small, turbo], 1).activations).toBe(3 * 268_435_456);
});

test("painters that there is no memory for are left out, not the run", () => {
  const tiny = { weightBytes: 0, size };
  const each = 3 * 268_435_456;
  expect(paintersThatFit([tiny], 4, 10 * each)).toBe(4);
  expect(paintersThatFit([tiny], 4, 2.9 * each)).toBe(2);
  expect(paintersThatFit([tiny], 4, each / 2)).toBe(1);
  expect(paintersThatFit([], 4, 0)).toBe(1);
});

test("too little memory is refused with what is needed and what there is", () => {
  const needed = memoryNeeded([turbo], 1);
  expect(() => assertMemory(needed, 14.6e9)).not.toThrow();
  expect(() => assertMemory(needed, 14.5e9)).toThrow(
    "missing memory: 14.5 GB needed (weights 13.7 GB, pictures in work 0.8 GB), 14.5 GB available",
  );
  expect(() => assertMemory(needed, 1e9)).toThrow(expect.objectContaining({ code: "MEMORY" }));
});
