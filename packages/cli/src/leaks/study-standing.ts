import path from "node:path";
import { readLeakFile } from "@pairlab/db/leak-file";
import { namesSha256, pictureNames } from "@pairlab/db/picture-hashes";
import { type LeakStanding, leakStanding } from "@pairlab/domain/leak-evidence";
import type { CommandContext } from "../command-context.ts";
import { documentSha256 } from "../sha256.ts";
import { withDatabase } from "../with-database.ts";

/**
 * What is known of a study's leaks, by the names of its pictures; undefined where no certificate was made.
 *
 * Throws: KnownError (input) for a certificate that isn't whole.
 */
export async function studyStanding(
  context: Pick<CommandContext, "folders">,
  studyId: string,
): Promise<LeakStanding | undefined> {
  const folder = path.join(context.folders.stimuli, studyId);
  const certificate = readLeakFile(folder);
  if (certificate === undefined) return undefined;
  const { manifestSha256 } = await withDatabase(context, (database) =>
    database.study.findUniqueOrThrow({
      where: { id: studyId },
      select: { manifestSha256: true },
    }),
  );
  return leakStanding(certificate, documentSha256(certificate), {
    ...{ manifestSha256, namesSha256: namesSha256(await pictureNames(folder)) },
  });
}
