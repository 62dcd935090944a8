import path from "node:path";
import { readLeakFile } from "@pairlab/db/leak-file";
import { pictureHashes } from "@pairlab/db/picture-hashes";
import type { LeakEvidence } from "@pairlab/domain/leak-evidence";
import type { CommandContext } from "../command-context.ts";
import { documentText } from "../study-files.ts";
import type { FolderContent } from "../write-new-folder.ts";

/**
 * `leaks.json` of a study: its certificate beside the hashes of the pictures it shows now; nothing where none was made.
 *
 * Throws: KnownError (input) for a certificate that isn't whole.
 */
export async function leakEvidence(
  { folders }: Pick<CommandContext, "folders">,
  studyId: string,
): Promise<FolderContent> {
  const folder = path.join(folders.stimuli, studyId);
  const certificate = readLeakFile(folder);
  if (certificate === undefined) return new Map();
  const pictures = await pictureHashes(folder);
  const evidence: LeakEvidence = { version: 1, pictures, certificate };
  return new Map([["leaks.json", documentText(evidence)]]);
}
