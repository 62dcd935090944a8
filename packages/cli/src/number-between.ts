import { KnownError } from "@pairlab/domain/errors";

/** A reader of numbers between two bounds, both left out. It throws KnownError (input) for anything else. */
export const numberBetween =
  (option: string, above: number, below: number) =>
  (text: string): number => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (value > above && value < below) return value;
    throw new KnownError("input", `invalid ${option}: ${text}`, {
      hint: `give a number between ${above} and ${below}`,
    });
  };
