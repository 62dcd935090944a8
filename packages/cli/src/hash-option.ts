import { KnownError } from "@pairlab/domain/errors";

/** A reader of SHA-256 hashes from the command line, so that a slip of the hand isn't taken for a forgery. Throws: KnownError (input). */
export const hashOption =
  (option: string) =>
  (text: string): string => {
    const hash = text.trim().toLowerCase();
    if (/^[0-9a-f]{64}$/.test(hash)) return hash;
    throw new KnownError("input", `invalid ${option}: ${text}`, {
      hint: "give all 64 characters of the hash, 0 to 9 and a to f",
    });
  };
