import { z } from "zod";
import { Identifier } from "./identifier.ts";
import { PictureSet } from "./picture-set.ts";
import { Question } from "./question.ts";

/** Where a fact of a protocol is from. */
const Source = z.strictObject({
  cite: z.string().min(1).describe("authors, year, title"),
  address: z.url(),
  gives: z.string().min(1).describe("what of the protocol is from there"),
});

/**
 * How a published study asked people, as defaults for a plan. `datasets/protocols/<id>.json`; an id's document never
 * changes its meaning.
 */
export const Protocol = z.strictObject({
  version: z.literal(1),
  id: Identifier,
  title: z.string().min(1).max(120),
  sources: z.array(Source).min(1),
  plan: z
    .strictObject({
      questions: z.array(Question).min(1).max(4),
      ties: z.enum(["none", "allowed"]),
      bothBad: z.literal(true).optional(),
      set: PictureSet.optional(),
      votesPerTask: z.int().min(1).max(100).optional(),
    })
    .describe("fields that a plan takes where it doesn't say otherwise"),
  ours: z
    .array(z.string().min(1))
    .describe("what the sources don't say or Pairlab does otherwise, and what stands in its place"),
});
export type Protocol = z.infer<typeof Protocol>;
