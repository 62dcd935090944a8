import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readPrompts } from "../adapters/read-prompts.ts";

// The set of Yu et al. 2022, "Scaling Autoregressive Models for Content-Rich Text-to-Image Generation" (section 5:
// over 1600 prompts; the published file has 1,632, of 12 categories and 11 challenges). It isn't part of this
// repository: where it doesn't lie beside the checkout, this is skipped. The counts were taken from its columns with
// `cut -f2 | sort | uniq -c` and `cut -f3`.
const file = path.resolve(import.meta.dirname, "../../../../../shared/data/PartiPrompts.tsv");
const categories = {
  Abstract: 51,
  Animals: 314,
  Artifacts: 287,
  Arts: 66,
  "Food & Beverage": 74,
  Illustrations: 124,
  "Indoor Scenes": 40,
  "Outdoor Scenes": 131,
  People: 177,
  "Produce & Plants": 50,
  Vehicles: 104,
  "World Knowledge": 214,
};
const challenges = {
  Basic: 272,
  Complex: 113,
  "Fine-grained Detail": 312,
  Imagination: 150,
  "Linguistic Structures": 61,
  Perspective: 70,
  "Properties & Positioning": 35,
  Quantity: 90,
  "Simple Detail": 232,
  "Style & Format": 206,
  "Writing & Symbols": 91,
};

const counted = (groups: readonly (string | undefined)[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const group of groups) counts[group ?? "none"] = (counts[group ?? "none"] ?? 0) + 1;
  return counts;
};

test.skipIf(!existsSync(file))("all 1,632 PartiPrompts are read, with their groups", async () => {
  const { format, prompts, repeats } = await readPrompts(file);
  expect(format).toBe("parti");
  expect(prompts).toHaveLength(1632);
  expect(repeats).toEqual([]);
  expect([prompts[0]?.id, prompts.at(-1)?.id]).toEqual(["parti-0001", "parti-1632"]);
  expect(counted(prompts.map(({ category }) => category))).toEqual(categories);
  expect(counted(prompts.map(({ challenge }) => challenge))).toEqual(challenges);
});
