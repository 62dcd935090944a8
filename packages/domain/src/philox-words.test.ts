import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { philoxBlock } from "./philox.ts";
import { philoxWords } from "./philox-words.ts";

const word = fc.integer({ min: 0, max: 0xffffffff });

test("blocks four at a time are the blocks one at a time, for any counter and key", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(4, 16, 60, 64, 256, 1024, 20_000),
      fc.oneof(word, fc.constantFrom(0, 0xfffffffe, 0xffffff80)),
      ...([word, word, word, word, word] as const),
      (length, block, ...rest) => {
        const [found, one] = [new Uint32Array(length), new Uint32Array(length)];
        philoxWords(found, block, ...rest);
        for (let place = 0; place < length; place += 4)
          philoxBlock(one, place, block + place / 4, ...rest);
        expect(found).toEqual(one);
      },
    ),
    { numRuns: 200, seed: 3 },
  );
});

test("an engine that compiles no WebAssembly gives the same words", async () => {
  const { Module } = WebAssembly;
  vi.resetModules();
  WebAssembly.Module = class extends Module {
    constructor(bytes: BufferSource) {
      super(bytes);
      throw new WebAssembly.CompileError("not allowed here");
    }
  };
  try {
    const fresh = await import("./philox-words.ts");
    const [found, one] = [new Uint32Array(256), new Uint32Array(256)];
    fresh.philoxWords(found, 5, 1, 2, 3, 4, 5);
    philoxWords(one, 5, 1, 2, 3, 4, 5);
    expect(found).toEqual(one);
  } finally {
    WebAssembly.Module = Module;
  }
});
