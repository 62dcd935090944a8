import { unknownStudy } from "@pairlab/db/read-study";
import type { CommandContext } from "./command-context.ts";
import { withDatabase } from "./with-database.ts";

/**
 * Deletes the ids that participants came with; of a closed study also the key that recognises a person.
 *
 * Answers stay, under their pseudonyms. Throws: KnownError (missing) for an unknown study.
 */
export async function forgetPeople(
  context: Pick<CommandContext, "folders">,
  studyId: string,
): Promise<{ ids: number; key: boolean }> {
  return withDatabase(context, async (database) => {
    if ((await database.study.count({ where: { id: studyId } })) === 0)
      throw await unknownStudy(database, studyId);
    const [ids, keys] = await database.$transaction([
      database.identity.deleteMany({ where: { session: { studyId } } }),
      database.study.updateMany({
        where: { id: studyId, state: "closed" },
        data: { personKey: null },
      }),
    ]);
    return { ids: ids.count, key: keys.count === 1 };
  });
}
