import { chainFaults } from "@pairlab/db/chain-faults";
import type { Database } from "@pairlab/db/client";
import { type Erased, eraseSession } from "@pairlab/db/erase-session";
import { readChain } from "@pairlab/db/read-chain";
import { StudyState, unknownStudy } from "@pairlab/db/read-study";
import { scrubDatabase } from "@pairlab/db/scrub-database";
import { type Readable, snapshot } from "@pairlab/db/snapshot";
import { verifyAnswers } from "@pairlab/db/verify-answers";
import { KnownError } from "@pairlab/domain/errors";
import type { CommandContext } from "./command-context.ts";
import { filesNaming } from "./files-naming.ts";
import { withDatabase } from "./with-database.ts";

export interface ErasedParticipant extends Erased {
  state: StudyState;
  /** What was wrong with the study's chain before, and what is now. */
  faults: { before: string[]; after: string[] };
  /** Exports and reports made before that still name them. */
  files: string[];
  /** Whether the bytes have left the database file and its log. */
  isScrubbed: boolean;
}

/**
 * Deletes what a participant gave to a study, by the reference that they were shown.
 *
 * `isRehearsal`: says what would go, and changes nothing.
 * Throws: KnownError: missing for an unknown study or reference, refused for a simulated study, conflict for
 *         somebody who was erased before. Asked again, it writes the file anew all the same: the command before
 *         may have been killed behind its commit.
 */
export async function eraseParticipant(
  context: CommandContext,
  { studyId, reference }: { studyId: string; reference: string },
  isRehearsal: boolean,
): Promise<ErasedParticipant> {
  const { folders, now } = context;
  return withDatabase(context, async (database) => {
    const state = await erasableStudy(database, studyId);
    const written = reference.replaceAll(/\s/g, "").toUpperCase();
    const sessionId = await sessionOf(database, studyId, written);
    if (sessionId === undefined) {
      await scrubDatabase(folders.database);
      throw new KnownError("conflict", `duplicate erasure: ${written} was erased before`, {
        hint: "nothing of them is left in the database",
      });
    }
    const before = await faultsOf(database, studyId);
    const erased = await eraseSession(database, { studyId, sessionId, now: now() }, isRehearsal);
    const isScrubbed = !isRehearsal && (await scrubDatabase(folders.database));
    const after = isRehearsal ? before : await faultsOf(database, studyId);
    const files = [folders.exports, folders.reports].flatMap((folder) =>
      filesNaming(folder, erased.raterId),
    );
    return { ...erased, state, faults: { before, after }, files, isScrubbed };
  });
}

async function erasableStudy(database: Database, studyId: string): Promise<StudyState> {
  const study = await database.study.findUnique({
    where: { id: studyId },
    select: { mode: true, state: true },
  });
  if (study === null) throw await unknownStudy(database, studyId);
  if (study.mode === "live") return StudyState.parse(study.state);
  throw new KnownError("refused", `mismatched mode: study ${studyId} is ${study.mode}`, {
    hint: "its raters don't exist: there is nobody to erase",
  });
}

/** The session of a reference; undefined when it was erased. */
async function sessionOf(
  database: Database,
  studyId: string,
  reference: string,
): Promise<string | undefined> {
  const where = { reference, studyId };
  const session = await database.session.findUnique({ where, select: { id: true } });
  if (session !== null) return session.id;
  if ((await database.erasure.count({ where })) > 0) return undefined;
  throw new KnownError("missing", `unknown reference: ${reference} in study ${studyId}`, {
    hint: "participants find theirs on the last page and under Help, such as 7F3K-2Q",
  });
}

const faultsOf = (database: Database, studyId: string): Promise<string[]> =>
  snapshot(database, async (moment: Readable) => [
    ...chainFaults(await readChain(moment, studyId)),
    ...(await verifyAnswers(moment, studyId)),
  ]);
