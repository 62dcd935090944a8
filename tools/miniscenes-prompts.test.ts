import { readFileSync } from "node:fs";
import path from "node:path";
import { grouped } from "@pairlab/domain/grouped";
import { parsePrompts } from "@pairlab/pipeline/prompts/parse-prompts";
import { promptLines } from "@pairlab/pipeline/prompts/prompt-lines";
import { expect, test } from "vitest";
import { z } from "zod";
import { miniscenesPrompts } from "./miniscenes-prompts.ts";

const root = path.resolve(import.meta.dirname, "..");
const name = "datasets/miniscenes.v1.jsonl";
const text = readFileSync(path.join(root, name), "utf8");
const { prompts, repeats } = parsePrompts(text, { file: name });

test("the MiniScenes set is what its script makes, byte for byte (npx tsx tools/write-miniscenes.ts)", () => {
  expect(text).toBe(promptLines(miniscenesPrompts()));
});

test("it has 240 different prompts, 30 of each challenge", () => {
  expect(prompts).toHaveLength(240);
  expect(repeats).toEqual([]);
  const challenges = grouped(prompts, ({ challenge }) => challenge);
  expect([...challenges].map(([challenge, own]) => [challenge, own.length])).toEqual(
    [
      "Basic",
      "Simple Detail",
      "Fine-grained Detail",
      "Quantity",
      "Properties & Positioning",
      "Colour Binding",
      "Writing & Symbols",
      "Unseen Combination",
    ].map((challenge) => [challenge, 30]),
  );
  const categories = grouped(prompts, ({ category }) => category);
  expect(Object.fromEntries([...categories].map(([key, own]) => [key, own.length]))).toEqual({
    Shapes: 126,
    Animals: 16,
    People: 36,
    Landscapes: 26,
    Signs: 36,
  });
});

test("the embedded models know every word as one word", () => {
  const file = path.join(root, "models/mini-sdxl/components/tokenizer/vocab.json");
  const vocabulary = z.record(z.string(), z.number()).parse(JSON.parse(readFileSync(file, "utf8")));
  const words = new Set(prompts.flatMap((prompt) => prompt.text.split(" ")));
  expect([...words].filter((word) => !(`${word}</w>` in vocabulary))).toEqual([]);
});
