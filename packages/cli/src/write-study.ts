import { randomBytes } from "node:crypto";
import type { Database } from "@pairlab/db/client";
import { trialRows } from "@pairlab/db/trial-rows";
import { designForms } from "@pairlab/study/core/design";
import type { CommandContext } from "./command-context.ts";
import { designHash } from "./design-hash.ts";
import { documentSha256 } from "./sha256.ts";
import type { StimulusFile } from "./stimuli.ts";
import type { StudyDocuments } from "./study-documents.ts";

/** What a study's row says of its documents. */
export interface StudyHashes {
  planSha256: string;
  consentSha256: string;
  designSha256: string;
  manifestSha256: string;
}

/**
 * The hashes of a study's documents; that of the design by compiling it once, a form at a time and keeping none.
 *
 * Throws: KnownError (input) for a plan whose forms can't be made, before anything is written.
 */
export function studyHashes(
  { terminal }: Pick<CommandContext, "terminal">,
  { study, plan, manifest }: StudyDocuments,
  forms: number,
): StudyHashes {
  const planSha256 = documentSha256(plan);
  const hash = designHash(planSha256);
  const progress = terminal.progress("compile", forms, "forms");
  for (const form of designForms(plan, manifest)) {
    hash.add(form);
    progress.update(form.index + 1, form.index + 1);
  }
  progress.end();
  return {
    planSha256,
    consentSha256: documentSha256(study.consent),
    designSha256: hash.digest(),
    manifestSha256: documentSha256(manifest),
  };
}

const formsAtOnce = 100;
const limits = { maxWait: 30_000, timeout: 3_600_000 };

/** The rows of a new study, in one transaction: all or none. Forms are compiled as they are written. */
export async function writeStudy(
  { now, terminal }: Pick<CommandContext, "now" | "terminal">,
  database: Database,
  given: {
    documents: StudyDocuments;
    hashes: StudyHashes;
    files: readonly StimulusFile[];
    forms: number;
  },
): Promise<void> {
  const { study, plan, manifest } = given.documents;
  const studyId = study.id;
  const progress = terminal.progress("write", given.forms, "forms");
  await database.$transaction(async (inside) => {
    await inside.study.create({
      data: {
        ...{ id: studyId, mode: study.mode, title: study.title, state: "draft" },
        ...{ study, plan, manifest, ...given.hashes },
        completionCode: study.completionCode ?? randomBytes(5).toString("hex").toUpperCase(),
        createdAt: now(),
      },
    });
    await inside.stimulus.createMany({
      data: given.files.map((stimulus) => ({ ...stimulus, studyId })),
    });
    for (const forms of inParts(designForms(plan, manifest), formsAtOnce)) {
      await inside.form.createMany({
        data: forms.map(({ index }) => ({ studyId, formIndex: index })),
      });
      await inside.trial.createMany({ data: forms.flatMap((form) => trialRows(studyId, form)) });
      const written = (forms.at(-1)?.index ?? 0) + 1;
      progress.update(written, written);
    }
  }, limits);
  progress.end();
}

function* inParts<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let part: T[] = [];
  for (const item of items) {
    part.push(item);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
