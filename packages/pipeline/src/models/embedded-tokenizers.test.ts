import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { loadTokenizer } from "./load-tokenizer.ts";

const family = path.resolve(import.meta.dirname, "../../../../models/mini-sdxl");
const first = await loadTokenizer(path.join(family, "components/tokenizer"));
const second = await loadTokenizer(path.join(family, "components/tokenizer_2"));
const both = [
  { name: "first", tokenize: first, padding: 931 },
  { name: "second", tokenize: second, padding: 0 },
];
const [start, end] = [930, 931];

// Ids that transformers' tokenizers gave for these prompts; models/mini-sdxl/MODEL_CARD.md says how.
const Case = z.object({ prompt: z.string(), inputIds: z.array(z.array(z.int())) });
const golden = path.join(family, "golden");
const cases = readdirSync(golden).map((name) =>
  Case.parse(JSON.parse(readFileSync(path.join(golden, name, "case.json"), "utf8"))),
);

test.each(cases)("both tokenizers give the reference's ids: $prompt", ({ prompt, inputIds }) => {
  expect([first(prompt).ids, second(prompt).ids]).toEqual(inputIds);
});

const anyText = fc.oneof(fc.string({ unit: "grapheme" }), fc.lorem({ maxCount: 120 }));

test.each(both)(
  "the $name tokenizer gives 77 ids of its vocabulary for any text",
  ({ tokenize, padding }) => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { ids, dropped } = tokenize(text);
        expect(ids).toHaveLength(77);
        expect(ids.every((id) => Number.isInteger(id) && id >= 0 && id < 932)).toBe(true);
        expect(ids[0]).toBe(start);
        expect(dropped > 0 ? ids[76] : end).toBe(end);
        const ended = ids.indexOf(end);
        expect(ended).toBeGreaterThan(0);
        expect(ids.slice(ended + 1).every((id) => id === padding)).toBe(true);
      }),
    );
  },
);

test.each(both)("the $name tokenizer counts what it cuts off and keeps the end", ({ tokenize }) => {
  const words = (count: number) => Array.from({ length: count }, () => "star").join(" ");
  const length = tokenize("star").ids.indexOf(end) - 1;
  expect(length).toBe(1);
  expect(tokenize(words(75))).toMatchObject({ dropped: 0 });
  expect(tokenize(words(76))).toMatchObject({ dropped: 1 });
  expect(tokenize(words(100))).toMatchObject({ dropped: 25 });
  expect(tokenize(words(100)).ids).toEqual(tokenize(words(75)).ids);
  expect(tokenize(words(75)).ids.slice(-2)).toEqual([tokenize("star").ids[1], end]);
});

test.each(both)(
  "the $name tokenizer reads no text as start, end and padding",
  ({ tokenize, padding }) => {
    const nothing = [start, end, ...Array.from({ length: 75 }, () => padding)];
    for (const text of ["", " ", "\n\t "])
      expect(tokenize(text)).toEqual({ ids: nothing, dropped: 0, droppedText: "", specials: [] });
  },
);

test.each(both)(
  "the $name tokenizer ignores case, runs of space and how an accent is composed",
  ({ tokenize }) => {
    expect(tokenize("A  Red\nSTAR ")).toEqual(tokenize("a red star"));
    expect(tokenize("cafe\u0301")).toEqual(tokenize("caf\u00e9"));
  },
);

// Ids of Hugging Face's tokenizers 0.22.1 (PyPI): BPE over this vocabulary with the normalizer and the splitting that
// transformers' CLIPConverter gives CLIPTokenizerFast.
test.each<[string, string, number[]]>([
  [
    "a sigma at a word's end",
    "\u039f\u0394\u039f\u03a3 x",
    [138, 123, 138, 112, 138, 123, 139, 481, 343],
  ],
  ["the next line, a space", "a\u0085b", [320, 321]],
  ["a byte order mark, no space", "\ufeffred star", [171, 119, 379, 568, 616]],
  ["a long s after an apostrophe", "it'\u017f", [619, 262, 129, 379]],
])("%s is read as the reference reads it", (_, text, expected) => {
  expect(first(text).ids.slice(1, expected.length + 2)).toEqual([...expected, end]);
});

test("an exclamation mark is a token to the first tokenizer and padding to the second", () => {
  const [one, two] = [first("star!").ids, second("star!").ids];
  expect(one.indexOf(end)).toBe(3);
  expect(one[2]).not.toBe(0);
  expect(two.slice(1, 4)).toEqual([two[1], 0, end]);
  expect(second("!star").ids.slice(1, 3)).toEqual([0, two[1]]);
});

test.each(both)(
  "the $name tokenizer reads a special token written out as that token",
  ({ tokenize }) => {
    const { ids } = tokenize("red <|endoftext|> star");
    expect(ids.filter((id) => id === end).length).toBeGreaterThanOrEqual(2);
    expect(ids[2]).toBe(end);
  },
);

test.each(both)("the $name tokenizer refuses half a character", ({ tokenize }) => {
  expect(() => tokenize("star \ud83c")).toThrow(KnownError);
  expect(() => tokenize("star \ud83c\udf1f")).not.toThrow();
});

test("what is cut off a long prompt is told as text", () => {
  const long = "red ".repeat(75);
  expect(first(`${long}a blue circle below a green star`).droppedText).toBe(
    "a blue circle below a green star",
  );
  expect(first("a red circle").droppedText).toBe("");
  expect(first(`${long}ein Bär 雪 !`).droppedText).toBe("ein bär 雪 !");
});
