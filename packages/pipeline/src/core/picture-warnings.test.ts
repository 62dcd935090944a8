import type { Arm } from "@pairlab/domain/arm";
import { expect, test } from "vitest";
import { pictureWarnings, type WarningFacts } from "./picture-warnings.ts";

const size = { width: 512, height: 512 };
const arm: Arm = {
  id: "a",
  label: "A",
  modelId: "m",
  steps: 1,
  guidance: 0,
  scheduler: "euler_a",
  negativePrompt: null,
  size,
  originalSize: size,
};
const tokens = {
  ids: Array.from({ length: 77 }, () => 0),
  dropped: 0,
  droppedText: "",
  specials: [],
};
const usual: WarningFacts = {
  arm,
  defaults: { steps: 1, guidance: 0, scheduler: "euler_a", size },
  tokens: [tokens, tokens],
  negativeTokens: [],
  guided: false,
};
const codes = (change: Partial<WarningFacts>) =>
  pictureWarnings({ ...usual, ...change }).map(({ code }) => code);

test("a picture as its model is meant to be used has no remarks", () => {
  expect(pictureWarnings(usual)).toEqual([]);
  expect(codes({ arm: { ...arm, negativePrompt: "" }, guided: true })).toEqual([]);
});

test("a cut prompt is told once, by the encoder that lost most, with the text that was lost", () => {
  const cut = (dropped: number, droppedText: string) => ({ ...tokens, dropped, droppedText });
  expect(pictureWarnings({ ...usual, tokens: [cut(1, "end"), cut(3, "the very end")] })).toEqual([
    {
      code: "TRUNCATED",
      text: 'the prompt is longer than 77 tokens; 3 tokens cut off: "the very end"',
    },
  ]);
});

test("a cut negative prompt is told apart from a cut prompt", () => {
  const negativeTokens = [tokens, { ...tokens, dropped: 1, droppedText: "ugly" }];
  expect(pictureWarnings({ ...usual, negativeTokens })).toEqual([
    {
      code: "NEGATIVE_TRUNCATED",
      text: 'the negative prompt is longer than 77 tokens; 1 token cut off: "ugly"',
    },
  ]);
});

test("exclamation marks read as padding and other special tokens are told apart", () => {
  const read = (...specials: string[]) => ({ ...tokens, specials });
  expect(codes({ tokens: [tokens, read("!", "!")] })).toEqual(["BANG_PAD"]);
  expect(codes({ tokens: [read("<|endoftext|>"), read("<|endoftext|>")] })).toEqual([
    "SPECIAL_TOKEN",
  ]);
});

test("a negative prompt without guidance, an empty one too, is ignored and told", () => {
  expect(codes({ arm: { ...arm, negativePrompt: "blurry" } })).toEqual(["NEGATIVE_IGNORED"]);
  expect(codes({ arm: { ...arm, negativePrompt: "" } })).toEqual(["NEGATIVE_IGNORED"]);
});

test("sizes beyond half or twice the model's own area, and guidance for a model made for none", () => {
  const sized = (width: number, height: number) =>
    codes({ arm: { ...arm, size: { width, height } } });
  expect(sized(512, 256)).toEqual([]);
  expect(sized(1024, 512)).toEqual([]);
  expect(sized(256, 248)).toEqual(["OFF_SPEC"]);
  expect(sized(1024, 520)).toEqual(["OFF_SPEC"]);
  expect(codes({ arm: { ...arm, guidance: 7.5 }, guided: true })).toEqual(["OFF_SPEC"]);
  const base = { ...usual.defaults, guidance: 5 };
  expect(codes({ arm: { ...arm, guidance: 7.5 }, guided: true, defaults: base })).toEqual([]);
});

test("many steps of a model made for few", () => {
  expect(codes({ arm: { ...arm, steps: 8 } })).toEqual([]);
  expect(codes({ arm: { ...arm, steps: 9 } })).toEqual(["OFF_SPEC"]);
  const base = { ...usual.defaults, steps: 25 };
  expect(codes({ arm: { ...arm, steps: 50 }, defaults: base })).toEqual([]);
});
