import { z } from "zod";

/** A short name that is safe in file names, URLs and tables: letters, digits, `.`, `_`, `-`. */
export const Identifier = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, "use 1 to 80 letters, digits, '.', '_' or '-'");

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "use 64 hexadecimal digits");

/** A moment as ISO 8601 in UTC. */
export const Timestamp = z.iso.datetime();

/** A seed of the torch CPU generator: only the low 32 bits of a seed count there. */
export const Seed = z.int().min(0).max(4294967295);
