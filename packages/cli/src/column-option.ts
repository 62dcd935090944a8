import { Option } from "commander";

/** `--column rater=worker`, as often as needed: which column of a vote file is meant by a name. */
export const columnOption = (): Option =>
  new Option("--column <name=column>", "read a column by another name; may be repeated")
    .argParser((word: string, words: string[]): string[] => [...words, word])
    .default([]);
