import type { Readable } from "@pairlab/db/snapshot";
import { TrialRole } from "@pairlab/domain/vote";
import { z } from "zod";

const Row = z.object({
  index: z.int(),
  block: z.int(),
  questionId: z.string(),
  promptId: z.string(),
  left: z.string(),
  right: z.string(),
  role: TrialRole,
  expected: z.enum(["left", "right"]).nullable(),
  leftPromptId: z.string().nullable(),
  rightPromptId: z.string().nullable(),
});

/** One trial of a form, with its arms. Never leaves the server. */
export type FormTrial = z.infer<typeof Row>;

// A design never changes, so each form is read and checked once a process, not once an answer.
const read = new Map<string, FormTrial[]>();

/** A form's trials in their order. */
export async function formTrials(
  database: Readable,
  study: { id: string; designSha256: string },
  formIndex: number,
): Promise<FormTrial[]> {
  const key = `${study.id} ${study.designSha256} ${formIndex}`;
  const trials = read.get(key) ?? (await readTrials(database, study.id, formIndex));
  read.set(key, trials);
  return trials;
}

async function readTrials(
  database: Readable,
  studyId: string,
  formIndex: number,
): Promise<FormTrial[]> {
  const rows = await database.trial.findMany({
    where: { studyId, formIndex },
    orderBy: { trialIndex: "asc" },
  });
  return rows.map(({ trialIndex, ...row }) => Row.parse({ ...row, index: trialIndex }));
}
