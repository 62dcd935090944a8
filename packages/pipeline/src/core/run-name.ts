import { KnownError } from "@pairlab/domain/errors";

/** Folders that all runs share; on some systems capitals make no other name. */
const reservedNames = ["objects", "quarantine"];

/** Throws: KnownError (input) when a run of that name would lie in the picture store. */
export function assertRunName(name: string): void {
  if (!reservedNames.includes(name.toLowerCase())) return;
  throw new KnownError("input", `invalid name: ${name} (a folder of the picture store)`, {
    hint: "give the run another name",
  });
}
