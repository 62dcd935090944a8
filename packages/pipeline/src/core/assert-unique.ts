import { KnownError } from "@pairlab/domain/errors";

/** Throws: KnownError (input) that names the first value that stands twice. */
export function assertUnique(what: string, values: readonly (string | number)[]): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice === undefined) return;
  throw new KnownError("input", `duplicate ${what}: ${twice}`, {
    hint: "each may be given once; rename or remove one",
  });
}
