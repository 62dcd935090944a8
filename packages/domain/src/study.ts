import { z } from "zod";
import { Identifier } from "./identifier.ts";
import { CompletionCode, ExitCodes, Recruitment } from "./recruitment.ts";
import { StudyLanguage } from "./study-language.ts";
import {
  ComprehensionCheck,
  ConsentWords,
  ScreeningQuestion,
  Thanks,
  Translation,
} from "./study-words.ts";

const Document = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1),
  id: Identifier.describe("the study's name in links: /s/<id>"),
  title: z.string().min(1).max(120),
  mode: z.enum(["live", "simulated"]).default("live").describe("never mixed in a table or export"),
  plan: z.string().min(1).describe("path of plan.json, relative to this file"),
  manifest: z.string().min(1).describe("path of the run's manifest.json, relative to this file"),
  language: StudyLanguage.default("en").describe("the language of this document's sentences"),
  translations: z
    .partialRecord(StudyLanguage, Translation)
    .optional()
    .describe("the same sentences in other languages; participants read the one they prefer"),
  recruitment: Recruitment.default("open"),
  maxParticipants: z
    .int()
    .min(1)
    .optional()
    .describe("so many may agree to take part; default: as many as there are places"),
  consent: ConsentWords.extend({
    minutes: z.int().min(1).max(240).describe("how long it takes"),
  }),
  screening: z
    .array(ScreeningQuestion)
    .min(1)
    .max(5)
    .optional()
    .describe("asked right after consent; whoever chooses an option that doesn't pass is let go"),
  comprehension: ComprehensionCheck.optional().describe(
    "asked after the instructions; default: nothing is asked",
  ),
  thanks: Thanks.optional(),
  completionCode: CompletionCode.optional().describe(
    "shown after the last answer; default: a random one",
  ),
  exitCodes: ExitCodes.optional().describe("codes of those who don't reach the end"),
});

/** How a study is run: its texts, its files, its people. `study.json`. It repeats nothing of the plan. */
export const Study = Document.superRefine((study, context) => {
  for (const [language, translation] of Object.entries(study.translations ?? {})) {
    if (language === study.language)
      context.addIssue({
        ...{ code: "custom", path: ["translations", language] },
        message: "the document itself is in this language",
      });
    for (const [part, message] of untranslated(study, translation))
      context.addIssue({ code: "custom", message, path: ["translations", language, part] });
  }
});
export type Study = z.infer<typeof Study>;

/** What of a document a translation lacks, or has beyond it. */
function untranslated(
  study: z.infer<typeof Document>,
  translation: Translation,
): [part: string, message: string][] {
  const lengths = (questions: readonly { options: readonly unknown[] }[] | undefined) =>
    (questions ?? []).map(({ options }) => options.length).join(" ");
  const isOne = (part: "comprehension" | "thanks") =>
    (translation[part] === undefined) === (study[part] === undefined);
  const complaints: [part: string, message: string, isFine: boolean][] = [
    [
      "screening",
      "translate every screening question with all its options",
      lengths(translation.screening) === lengths(study.screening),
    ],
    ["comprehension", "translate the comprehension question", isOne("comprehension")],
    ["thanks", "translate the thanks", isOne("thanks")],
  ];
  return complaints.filter(([, , isFine]) => !isFine).map(([part, message]) => [part, message]);
}
