import { KnownError } from "@pairlab/domain/errors";
import type { Plan } from "@pairlab/domain/plan";
import type { Study } from "@pairlab/domain/study";

/** Throws: KnownError (input) for a translation that doesn't have exactly the plan's questions. */
export function checkTranslations({ id, translations = {} }: Study, { questions }: Plan): void {
  const asked = questions.map((question) => question.id);
  for (const [language, { questions: said }] of Object.entries(translations)) {
    const missing = asked.find((question) => said[question] === undefined);
    const unknown = Object.keys(said).find((question) => !asked.includes(question));
    const hint = `translate the plan's questions and no others: ${asked.join(", ")}`;
    const place = `in translations.${language}.questions of study ${id}`;
    if (missing !== undefined)
      throw new KnownError("input", `missing question: ${missing} ${place}`, { hint });
    if (unknown !== undefined)
      throw new KnownError("input", `unknown question: ${unknown} ${place}`, { hint });
  }
}
