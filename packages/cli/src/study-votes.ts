import { readStudyVotes as readVotes, type StudyVotes } from "@pairlab/db/read-study";
import type { CommandContext } from "./command-context.ts";
import { withDatabase } from "./with-database.ts";

/**
 * A study of this computer with its votes.
 *
 * Throws: KnownError (missing) for an unknown study; the hint names those that exist.
 */
export const readStudyVotes = (context: CommandContext, studyId: string): Promise<StudyVotes> =>
  withDatabase(context, (database) => readVotes(database, studyId));
