import { KnownError } from "@pairlab/domain/errors";

/** A reader of numbers from the command line, fractions too. It throws KnownError (input) for anything else. */
export const numberOption =
  (option: string, least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+(\.\d+)?$/.test(text) && value >= least && value <= most) return value;
    throw new KnownError("input", `invalid ${option}: ${text}`, {
      hint: `give a number from ${least} to ${most}`,
    });
  };
