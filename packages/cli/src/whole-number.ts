import { KnownError } from "@pairlab/domain/errors";

/** A reader of whole numbers from the command line. It throws KnownError (input) for anything else. */
export const wholeNumber =
  (option: string, least: number, most = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new KnownError("input", `invalid ${option}: ${text}`, {
      hint:
        most === Number.MAX_SAFE_INTEGER
          ? `give a whole number from ${least}`
          : `give a whole number from ${least} to ${most}`,
    });
  };
