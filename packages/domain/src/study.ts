import { z } from "zod";
import { Identifier } from "./identifier.ts";

const sentence = z.string().min(1).max(600);

/** How a study is run: its texts, its files, its people. `study.json`. It repeats nothing of the plan. */
export const Study = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1),
  id: Identifier.describe("the study's name in links: /s/<id>"),
  title: z.string().min(1).max(120),
  mode: z.enum(["live", "simulated"]).default("live").describe("never mixed in a table or export"),
  plan: z.string().min(1).describe("path of plan.json, relative to this file"),
  manifest: z.string().min(1).describe("path of the run's manifest.json, relative to this file"),
  language: z.literal("en").default("en"),
  recruitment: z.enum(["open"]).default("open").describe("open: anybody with the link takes part"),
  consent: z.strictObject({
    runBy: sentence.describe("who runs the study and why"),
    task: sentence.describe("what you do"),
    minutes: z.int().min(1).max(240).describe("how long it takes"),
    pay: sentence,
    content: sentence.describe("what you may see"),
    storage: sentence.describe("what is stored, for how long, who sees it"),
    publication: sentence.describe("what is published and when it can no longer be recalled"),
    ethics: sentence.describe("approval or documented exemption"),
    contact: sentence,
  }),
  completionCode: z
    .string()
    .regex(/^[A-Za-z0-9-]{4,40}$/, "use 4 to 40 letters, digits or '-'")
    .optional()
    .describe("shown after the last answer; default: a random one"),
});
export type Study = z.infer<typeof Study>;
