import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { LeakCertificate } from "@pairlab/domain/leak-certificate";

/** Where a study's certificate lies, beside its pictures. */
export const leakFile = (folder: string): string => path.join(folder, "leaks.json");

/**
 * The certificate beside a study's pictures; undefined when none was made.
 *
 * Throws: KnownError (input) for one that isn't whole, or of another version of Pairlab.
 */
export function readLeakFile(folder: string): LeakCertificate | undefined {
  const file = leakFile(folder);
  if (!existsSync(file)) return undefined;
  const found = LeakCertificate.safeParse(jsonOf(readFileSync(file, "utf8")));
  if (found.success) return found.data;
  throw new KnownError("input", `invalid ${file}: not a certificate of this version`, {
    hint: "make it again with npx pairlab study leaks, or remove it",
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no certificate: said by the caller
  }
}
