import { appendEntries } from "@pairlab/db/append-entries";
import { StudyState, unknownStudy } from "@pairlab/db/read-study";
import { KnownError } from "@pairlab/domain/errors";
import type { CommandContext } from "./command-context.ts";
import { withDatabase } from "./with-database.ts";

const changes = {
  open: { from: ["draft", "paused"], to: "open", stamp: "openedAt" },
  pause: { from: ["open"], to: "paused", stamp: undefined },
  close: { from: ["open", "paused"], to: "closed", stamp: "closedAt" },
} as const satisfies Record<
  string,
  { from: StudyState[]; to: StudyState; stamp: string | undefined }
>;

/** What can be asked of a study's state. */
export type StateChange = keyof typeof changes;

/**
 * Opens a draft or a paused study, pauses or closes an open one; asking again changes nothing.
 *
 * One conditional update, with its link of the study's chain: of two that change the state at once, one does it.
 * Throws: KnownError: missing for an unknown study, conflict for a state it can't change from.
 */
export async function changeStudyState(
  context: CommandContext,
  studyId: string,
  change: StateChange,
): Promise<"changed" | "already"> {
  const { from, to, stamp } = changes[change];
  return withDatabase(context, async (database) => {
    const at = context.now();
    const isChanged = await database.$transaction(async (inside) => {
      const { count } = await inside.study.updateMany({
        where: { id: studyId, state: { in: [...from] } },
        data: { state: to, ...(stamp && { [stamp]: at }) },
      });
      if (count === 1)
        await appendEntries(inside, studyId, [{ kind: "state", at, payload: { studyId, to } }]);
      return count === 1;
    });
    if (isChanged) return "changed";
    const found = await database.study.findUnique({
      where: { id: studyId },
      select: { state: true },
    });
    if (found === null) throw await unknownStudy(database, studyId);
    const state = StudyState.parse(found.state);
    if (state === to) return "already";
    throw new KnownError(
      "conflict",
      `mismatched state: study ${studyId} is ${state}, not ${from.join(" or ")}`,
      {
        hint:
          state === "draft"
            ? `npx pairlab study open ${studyId}`
            : "a closed study stays closed; create another one with a new id",
      },
    );
  });
}
