import type { Note, Result } from "@pairlab/domain/result";

/** A number that is there, with the remarks that change how to read it. */
export const ok = <T>(value: T, notes: readonly Note[] = []): Result<T> => ({
  status: "ok",
  value,
  notes: [...notes],
});

/** Too little data for any number: `have` of what it takes, and `need`. */
export const insufficient = (reason: string, have: number, need: number): Result<never> => ({
  status: "insufficient",
  reason,
  have,
  need,
});

/** Data exist, but the quantity is not identified by them. */
export const undetermined = (reason: string, detail?: string[][]): Result<never> => ({
  status: "undetermined",
  reason,
  ...(detail === undefined ? {} : { detail }),
});

/** The arithmetic did not succeed. */
export const failed = (reason: string): Result<never> => ({ status: "failed", reason });
