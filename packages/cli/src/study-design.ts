import type { Database } from "@pairlab/db/client";
import { unknownStudy } from "@pairlab/db/read-study";
import { Manifest } from "@pairlab/domain/manifest";
import { Plan } from "@pairlab/domain/plan";
import { countMargins } from "@pairlab/study/core/count-margins";
import { designSize } from "@pairlab/study/core/design";
import type { Margin } from "@pairlab/study/core/margin";
import type { CommandContext } from "./command-context.ts";
import { compareWithPlan } from "./compare-with-plan.ts";
import { storedForms } from "./stored-forms.ts";
import { withDatabase } from "./with-database.ts";

export interface StudyDesign {
  forms: number;
  trialsPerForm: number;
  /** Of all forms. */
  trials: number;
  sha256: string;
  margins: Margin[];
  /** Whether given forms were held against a new compilation. */
  compared: boolean;
  /** What that found. */
  difference?: string;
}

interface Recorded {
  plan: Plan;
  manifest: Manifest;
  planSha256: string;
  designSha256: string;
}

/**
 * A study's design as the database holds it, counted again by code the compiler doesn't share; when
 * `verify` is set also compared with a new compilation, byte by byte. A form at a time.
 */
export async function readStudyDesign(
  context: CommandContext,
  studyId: string,
  verify: boolean,
): Promise<StudyDesign> {
  return withDatabase(context, async (database) => {
    const recorded = await recordedDesign(database, studyId);
    const { plan, manifest } = recorded;
    const { forms: planned, twinOf } = designSize(plan, manifest);
    const comparison = verify ? compareWithPlan(plan, manifest, recorded) : undefined;
    const counter = countMargins(plan, manifest);
    const progress = context.terminal.progress("count", planned, "forms");
    let forms = 0;
    let trials = 0;
    for await (const form of storedForms(database, studyId, twinOf)) {
      counter.add(form);
      comparison?.add(form);
      forms += 1;
      trials += form.trials.length;
      progress.update(forms, forms);
    }
    progress.end();
    const difference = comparison?.difference();
    return {
      forms,
      trialsPerForm: plan.trialsPerForm,
      trials,
      sha256: recorded.designSha256,
      margins: counter.margins(),
      compared: verify,
      ...(difference === undefined ? {} : { difference }),
    };
  });
}

async function recordedDesign(database: Database, studyId: string): Promise<Recorded> {
  const found = await database.study.findUnique({
    where: { id: studyId },
    select: { plan: true, manifest: true, planSha256: true, designSha256: true },
  });
  if (found === null) throw await unknownStudy(database, studyId);
  return { ...found, plan: Plan.parse(found.plan), manifest: Manifest.parse(found.manifest) };
}
