import { KnownError } from "@pairlab/domain/errors";

/** A reader of one of some words from the command line. It throws KnownError (input) for any other. */
export const oneOf =
  <T extends string>(option: string, words: readonly T[]) =>
  (text: string): T => {
    const found = words.find((word) => word === text);
    if (found !== undefined) return found;
    throw new KnownError("input", `unknown ${option}: ${text}`, {
      hint: `it is one of ${words.join(", ")}`,
    });
  };
