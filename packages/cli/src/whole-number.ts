import { KnownError } from "@pairlab/domain/errors";

/** A reader of whole numbers from the command line. It throws KnownError (input) for anything else. */
export const wholeNumber =
  (option: string, least: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
    throw new KnownError("input", `invalid ${option}: ${text}`, {
      hint: `give a whole number from ${least}`,
    });
  };
