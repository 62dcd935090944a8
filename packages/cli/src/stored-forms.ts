import type { Readable } from "@pairlab/db/snapshot";
import { DesignForm } from "@pairlab/domain/design";

const formsAtOnce = 100;

/**
 * A study's forms as the database has them, in their order; a hundred at a time.
 *
 * `twinOf`: a form's twin, which follows from the plan and isn't stored.
 */
export async function* storedForms(
  database: Readable,
  studyId: string,
  twinOf: (index: number) => number | null,
): AsyncGenerator<DesignForm> {
  let after = -1;
  for (;;) {
    const rows = await database.form.findMany({
      where: { studyId, formIndex: { gt: after } },
      orderBy: { formIndex: "asc" },
      take: formsAtOnce,
      include: { trials: { orderBy: { trialIndex: "asc" } } },
    });
    for (const { formIndex, trials } of rows) {
      after = formIndex;
      yield DesignForm.parse({
        index: formIndex,
        twinOf: twinOf(formIndex),
        trials: trials.map(({ studyId: _study, formIndex: _form, trialIndex, ...trial }) => ({
          ...withoutNulls(trial),
          index: trialIndex,
        })),
      });
    }
    if (rows.length < formsAtOnce) return;
  }
}

/** A row without the columns that hold nothing. */
const withoutNulls = (row: object): object =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
