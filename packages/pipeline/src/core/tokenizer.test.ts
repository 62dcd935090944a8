import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { createTokenizer } from "./tokenizer.ts";

// The merges of the real CLIP vocabulary aren't ours to keep: these known answers are checked where they lie.
const reference = path.resolve(import.meta.dirname, "../../../../../shared/reference");
const mergesFile = path.join(reference, "clip-vocab/merges.txt");
const idsFile = path.join(reference, "pipeline/clip_ids.json");
const isThere = existsSync(mergesFile) && existsSync(idsFile);
const ids = z.array(z.int());
const Vectors = z.object({
  vectors: z.array(z.object({ text: z.string(), tokenizer: ids, tokenizer_2: ids })),
});

const [startToken, endToken] = ["<|startoftext|>", "<|endoftext|>"];

/** CLIP's vocabulary as it follows from its merges: bytes, bytes at a word's end, merges, special tokens. */
function clipVocabulary(merges: string): Record<string, number> {
  const isOwn = (byte: number) =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  const moved = bytes.filter((byte) => !isOwn(byte));
  const symbols = [
    ...bytes.filter(isOwn).map((byte) => String.fromCharCode(byte)),
    ...moved.map((_, i) => String.fromCharCode(256 + i)),
  ];
  const pairs = merges.split("\n").slice(1).filter(Boolean);
  const tokens = [
    ...symbols,
    ...symbols.map((symbol) => `${symbol}</w>`),
    ...pairs.map((pair) => pair.replace(" ", "")),
    startToken,
    endToken,
  ];
  return Object.fromEntries(tokens.map((token, id) => [token, id]));
}

const clip = (merges: string, padToken: string, added: Record<string, number>) =>
  createTokenizer({
    vocabulary: clipVocabulary(merges),
    merges,
    startToken,
    endToken,
    padToken,
    addedTokens: { [startToken]: 49406, [endToken]: 49407, ...added },
    maxLength: 77,
  });

test.skipIf(!isThere)("both of SDXL's tokenizers give CLIP's known ids, 15 of 15 texts", () => {
  const merges = readFileSync(mergesFile, "utf8");
  const { vectors } = Vectors.parse(JSON.parse(readFileSync(idsFile, "utf8")));
  const first = clip(merges, endToken, {});
  const second = clip(merges, "!", { "!": 0 });
  expect(vectors).toHaveLength(15);
  for (const { text, tokenizer, tokenizer_2 } of vectors) {
    expect(first(text).ids, text).toEqual(tokenizer);
    expect(second(text).ids, text).toEqual(tokenizer_2);
  }
});

test("a tokenizer whose files list no added tokens knows start, end and padding all the same", () => {
  const merges = "#version: 0.2\ns t\na r</w>\nst ar</w>\n";
  const vocabulary = clipVocabulary(merges);
  const { "star</w>": star, [startToken]: start, [endToken]: end } = vocabulary;
  const files = { vocabulary, merges, startToken, endToken, padToken: "!", maxLength: 7 };
  const tokenize = createTokenizer({ ...files, addedTokens: {} });
  expect(tokenize("star star!").ids).toEqual([start, star, star, 0, end, 0, 0]);
  expect(tokenize(`${endToken} star`).ids).toEqual([start, end, star, end, 0, 0, 0]);
});

test("a vocabulary without its special tokens is refused by the token's name", () => {
  const vocabulary = { [startToken]: 0, [endToken]: 1 };
  expect(() =>
    createTokenizer({
      vocabulary,
      merges: "#version: 0.2\n",
      startToken,
      endToken,
      padToken: "<pad>",
      addedTokens: {},
      maxLength: 77,
    }),
  ).toThrow(
    expect.objectContaining({ kind: "input", message: "missing token: <pad> (vocab.json)" }),
  );
});
