"use client";

import type { StudyLanguage } from "@pairlab/domain/study-language";
import { createContext, type ReactNode, useContext } from "react";
import { words as en } from "../texts/en.ts";
import type { Words } from "../texts/words.ts";
import { wordsIn } from "../texts/words-in.ts";

const WordsContext = createContext<Words>(en);

/** The sentences of a page, in the language its layout chose. */
export const useWords = (): Words => useContext(WordsContext);

/** Everything inside speaks one language. */
export function InLanguage(props: { language: StudyLanguage; children: ReactNode }) {
  return (
    <WordsContext.Provider value={wordsIn(props.language)}>{props.children}</WordsContext.Provider>
  );
}
