import { philoxBlock } from "./philox.ts";
import { philoxWordsModule } from "./philox-words-module.ts";

/** Fewer words than this aren't worth a call. */
const leastVectorWords = 64;
const mostVectorWords = 65_536 / 4;

type Fill = (blocks: number, block: number, ...rest: readonly number[]) => Uint32Array;
let fill: Fill | "refused" | undefined;

/**
 * Fills words with blocks of Philox4x32-10 whose first counter runs on from `block`.
 *
 * Four blocks at a time where WebAssembly may be compiled, else one: the words are the same.
 * Shape:  as many words as blocks times four.
 */
export function philoxWords(
  words: Uint32Array,
  block: number,
  counter1: number,
  counter2: number,
  counter3: number,
  key0: number,
  key1: number,
): void {
  const many =
    words.length >= leastVectorWords && words.length <= mostVectorWords && words.length % 16 === 0;
  if (many) fill ??= compiledFill();
  if (many && typeof fill === "function")
    words.set(fill(words.length / 4, block, counter1, counter2, counter3, key0, key1));
  else
    for (let place = 0; place < words.length; place += 4)
      philoxBlock(words, place, block + place / 4, counter1, counter2, counter3, key0, key1);
}

/** A page that doesn't allow it, or an engine without vectors, refuses to compile. */
function compiledFill(): Fill | "refused" {
  try {
    const bytes = Uint8Array.from(atob(philoxWordsModule), (character) => character.charCodeAt(0));
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
    const { memory, fill: run } = exports;
    if (!(memory instanceof WebAssembly.Memory) || typeof run !== "function") return "refused";
    return (blocks, block, ...rest) => {
      run(blocks, block, ...rest);
      return new Uint32Array(memory.buffer, 0, 4 * blocks);
    };
  } catch {
    return "refused";
  }
}
