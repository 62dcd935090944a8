import type { StudyLanguage } from "@pairlab/domain/study-language";
import { words as de } from "./de.ts";
import { words as en } from "./en.ts";
import { words as es } from "./es.ts";
import type { Words } from "./words.ts";

const languages: Record<StudyLanguage, Words> = { en, de, es };

/** What participants read in a language. */
export const wordsIn = (language: StudyLanguage): Words => languages[language];
