import { KnownError } from "@pairlab/domain/errors";

/** A reader of one of several words from the command line. It throws KnownError (input) for any other. */
export const oneOf =
  <T extends string>(option: string, words: readonly T[]) =>
  (text: string): T => {
    const word = words.find((known) => known === text);
    if (word !== undefined) return word;
    throw new KnownError("input", `unknown ${option}: ${text}`, {
      hint: `one of ${words.join(", ")}`,
    });
  };
