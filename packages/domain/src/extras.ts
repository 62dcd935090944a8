import { z } from "zod";

const count = z.int().min(0).max(12);

/** Trials of a form beside its planned ones. They tell how carefully people look, and enter no rating. */
export const Extras = z.strictObject({
  checks: count
    .refine((checks) => checks % 2 === 0, "an even number, half of them left")
    .default(0)
    .describe(
      "attention checks a form: one line says which picture to choose; half left, half right",
    ),
  repeats: count
    .default(0)
    .describe("pairs that come again in the last third of their block, sides swapped"),
  samePicture: count.default(0).describe("controls a form: one picture on both sides"),
  wrongPrompt: count
    .default(0)
    .describe(
      "controls a form: a picture of the prompt beside one of another prompt, by the same arm",
    ),
});
export type Extras = z.infer<typeof Extras>;
