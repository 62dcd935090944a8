import { StudyState, unknownStudy } from "@pairlab/db/read-study";
import { KnownError } from "@pairlab/domain/errors";
import type { CommandContext } from "./command-context.ts";
import { withDatabase } from "./with-database.ts";

const changes = {
  open: { from: "draft", to: "open", stamp: "openedAt" },
  close: { from: "open", to: "closed", stamp: "closedAt" },
} as const;

/**
 * Opens a draft or closes an open study; asking again changes nothing.
 *
 * One conditional update: of two that change the state at once, one does it.
 * Throws: KnownError: missing for an unknown study, conflict for a state it can't change from.
 */
export async function changeStudyState(
  context: CommandContext,
  studyId: string,
  change: "open" | "close",
): Promise<"changed" | "already"> {
  const { from, to, stamp } = changes[change];
  return withDatabase(context, async (database) => {
    const { count } = await database.study.updateMany({
      where: { id: studyId, state: from },
      data: { state: to, [stamp]: context.now() },
    });
    if (count === 1) return "changed";
    const found = await database.study.findUnique({
      where: { id: studyId },
      select: { state: true },
    });
    if (found === null) throw await unknownStudy(database, studyId);
    const state = StudyState.parse(found.state);
    if (state === to) return "already";
    throw new KnownError(
      "conflict",
      `mismatched state: study ${studyId} is ${state}, not ${from}`,
      {
        hint:
          state === "draft"
            ? `npx pairlab study open ${studyId}`
            : "a closed study stays closed; create another one with a new id",
      },
    );
  });
}
