import { at } from "@pairlab/domain/at";
import type { Question } from "@pairlab/domain/question";
import type { Study } from "@pairlab/domain/study";
import type { StudyLanguage } from "@pairlab/domain/study-language";

/** What a study says to its participants, in one language. */
export interface LocalStudy {
  language: StudyLanguage;
  title: string;
  consent: Study["consent"];
  questions: Question[];
  screening: { id: string; text: string; options: { text: string; passes: boolean }[] }[];
  comprehension: { question: string | undefined; options: string[]; right: number } | undefined;
  thanks: string | undefined;
}

/** The languages a study can be taken in, its own first. */
export const studyLanguages = (study: Study): readonly [StudyLanguage, ...StudyLanguage[]] => [
  study.language,
  ...Object.keys(study.translations ?? {}).filter(
    (language): language is StudyLanguage => language !== study.language,
  ),
];

/** A study's sentences in a language it has; in its own where it hasn't. */
export function localStudy(
  study: Study,
  questions: readonly Question[],
  language: StudyLanguage,
): LocalStudy {
  const { title, consent, screening = [], comprehension, thanks } = study;
  const own = { title, consent, screening, thanks, language: study.language };
  const said = study.translations?.[language];
  if (language === study.language || said === undefined)
    return {
      ...own,
      questions: [...questions],
      comprehension: comprehension && { ...comprehension, question: comprehension.question },
    };
  return {
    language,
    title: said.title,
    consent: { ...said.consent, minutes: consent.minutes },
    questions: questions.map((one) => ({ ...one, text: said.questions[one.id] ?? one.text })),
    screening: screening.map(({ id, options }, index) => {
      const { text, options: words } = at(said.screening ?? [], index);
      return {
        ...{ id, text },
        options: options.map(({ passes }, place) => ({ text: at(words, place), passes })),
      };
    }),
    comprehension: comprehension &&
      said.comprehension && {
        ...{ question: said.comprehension.question, right: comprehension.right },
        options: said.comprehension.options,
      },
    thanks: said.thanks,
  };
}
