import { z } from "zod";
import { Identifier } from "./identifier.ts";

const sentence = z.string().min(1).max(600);
const label = z.string().min(1).max(200);

/** What people are told before they agree. */
export const ConsentWords = z.strictObject({
  runBy: sentence.describe("who runs the study and why"),
  task: sentence.describe("what you do"),
  pay: sentence,
  content: sentence.describe("what you may see"),
  storage: sentence.describe("what is stored, for how long, who sees it"),
  publication: sentence.describe("what is published and when it can no longer be recalled"),
  ethics: sentence.describe("approval or documented exemption"),
  contact: sentence,
});

/** A question that decides, after consent, whether the study is meant for somebody. */
export const ScreeningQuestion = z.strictObject({
  id: Identifier,
  text: sentence,
  options: z
    .array(z.strictObject({ text: label, passes: z.boolean() }))
    .min(2)
    .max(12)
    .refine((options) => options.some(({ passes }) => passes), "let at least one option pass"),
});
export type ScreeningQuestion = z.infer<typeof ScreeningQuestion>;

/** "What should you judge?", asked once the instructions were read; two wrong answers end a participation. */
export const ComprehensionCheck = z
  .strictObject({
    question: sentence.optional().describe("default: What should you judge?"),
    options: z.array(label).length(3),
    right: z.int().min(0).max(2).describe("0-based place of the right one"),
  })
  .refine(({ options }) => new Set(options).size === 3, "give three different options");
export type ComprehensionCheck = z.infer<typeof ComprehensionCheck>;

const thanksWords =
  "three sentences after the last answer: what was compared, why names were hidden, where results will appear";
export const Thanks = z.string().min(1).max(900).describe(thanksWords);

/** A study's own sentences in another language. Nothing may be left out that the first language has. */
export const Translation = z.strictObject({
  title: z.string().min(1).max(120),
  consent: ConsentWords,
  questions: z.record(Identifier, sentence).describe("the plan's questions, by id"),
  screening: z
    .array(z.strictObject({ text: sentence, options: z.array(label) }))
    .optional()
    .describe("in the same order"),
  comprehension: z
    .strictObject({ question: sentence.optional(), options: z.array(label).length(3) })
    .optional()
    .describe("in the same order"),
  thanks: Thanks.optional(),
});
export type Translation = z.infer<typeof Translation>;
