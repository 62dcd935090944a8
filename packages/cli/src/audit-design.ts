import path from "node:path";
import { Manifest } from "@pairlab/domain/manifest";
import type { Plan } from "@pairlab/domain/plan";
import { countMargins } from "@pairlab/study/core/count-margins";
import { designSize } from "@pairlab/study/core/design";
import type { CommandContext } from "./command-context.ts";
import { compareWithPlan } from "./compare-with-plan.ts";
import { designHash } from "./design-hash.ts";
import { givenForms } from "./given-forms.ts";
import { readDocument } from "./read-document.ts";
import { readPlan } from "./read-plan.ts";
import { documentSha256 } from "./sha256.ts";
import type { StudyDesign } from "./study-design.ts";
import { readStudyDocuments } from "./study-documents.ts";

type Context = Pick<CommandContext, "root" | "terminal">;

/** The design in a folder that `study export` has written, by its plan and manifest alone; no database. */
export function auditFolder(context: Context, folder: string): Promise<StudyDesign> {
  const plan = readPlan(context.root, path.join(folder, "plan.json"));
  const manifest = readDocument(Manifest, path.join(folder, "manifest.json"));
  return audit(context, { plan, manifest }, path.join(folder, "design.json"));
}

/** A file of forms against the documents it claims to come from. */
export function auditForms(
  context: Context,
  studyFile: string,
  file: string,
): Promise<StudyDesign> {
  return audit(context, readStudyDocuments(context.root, studyFile), file);
}

/**
 * Given forms, counted by code that the compiler doesn't share, and compared with what plan and manifest compile to.
 *
 * Throws: KnownError: missing or input for files that aren't there or can't be read.
 */
async function audit(
  context: Context,
  { plan, manifest }: { plan: Plan; manifest: Manifest },
  file: string,
): Promise<StudyDesign> {
  const { forms: planned } = designSize(plan, manifest);
  const { planSha256 = documentSha256(plan), forms: given } = givenForms(file);
  const counter = countMargins(plan, manifest);
  const comparison = compareWithPlan(plan, manifest, { planSha256 });
  const hash = designHash(planSha256);
  const progress = context.terminal.progress("count", planned, "forms");
  let [forms, trials] = [0, 0];
  try {
    for await (const form of given) {
      counter.add(form);
      comparison.add(form);
      hash.add(form);
      forms += 1;
      trials += form.trials.length;
      progress.update(forms, forms);
    }
  } finally {
    progress.end();
  }
  const difference = comparison.difference();
  return {
    ...{ forms, trials, trialsPerForm: plan.trialsPerForm, sha256: hash.digest() },
    margins: counter.margins(),
    compared: true,
    ...(difference === undefined ? {} : { difference }),
  };
}
