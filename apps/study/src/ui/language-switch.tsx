"use client";

import type { StudyLanguage } from "@pairlab/domain/study-language";
import { useWords } from "./words-context.tsx";

const names: Record<StudyLanguage, string> = { en: "English", de: "Deutsch", es: "Español" };

/** The languages a study can be taken in; nothing where there is only one. */
export function LanguageSwitch(props: {
  studyId: string;
  current: StudyLanguage;
  languages: readonly StudyLanguage[];
}) {
  const words = useWords();
  const { studyId, current, languages } = props;
  if (languages.length === 1) return null;
  return (
    <nav className="languages" aria-label={words.languages}>
      {languages.map((language) => (
        <a
          key={language}
          href={`/s/${studyId}?language=${language}`}
          hrefLang={language}
          lang={language}
          aria-current={language === current ? "true" : undefined}
        >
          {names[language]}
        </a>
      ))}
    </nav>
  );
}
