import { randomBytes } from "node:crypto";
import { unknownStudy } from "@pairlab/db/read-study";
import { KnownError } from "@pairlab/domain/errors";
import { Study } from "@pairlab/domain/study";
import { entryLink } from "@pairlab/study/core/entry-link";
import type { CommandContext } from "./command-context.ts";
import { sha256 } from "./sha256.ts";
import { withDatabase } from "./with-database.ts";

const codeBytes = 12; // 96 bits: nobody guesses one

/**
 * New invitations to a study, as links; the database keeps their hashes alone.
 *
 * Throws: KnownError: missing for an unknown study, conflict for one that people enter in another way.
 */
export async function makeInvitations(
  context: CommandContext,
  studyId: string,
  { count, origin }: { count: number; origin: string },
): Promise<string[]> {
  return withDatabase(context, async (database) => {
    const row = await database.study.findUnique({ where: { id: studyId } });
    if (row === null) throw await unknownStudy(database, studyId);
    const { id, recruitment } = Study.parse(row.study);
    if (recruitment === "open" || recruitment.kind !== "invitations")
      throw new KnownError(
        "conflict",
        `mismatched recruitment: study ${studyId} isn't entered by invitations`,
        { hint: `npx pairlab study link ${studyId} prints how people come to it` },
      );
    const codes = Array.from({ length: count }, () => randomBytes(codeBytes).toString("base64url"));
    const createdAt = context.now();
    await database.invitation.createMany({
      data: codes.map((code) => ({ studyId, codeSha256: sha256(code), createdAt })),
    });
    const link = entryLink(origin, { id, recruitment });
    return codes.map((code) => link.replace("{code}", code));
  });
}
