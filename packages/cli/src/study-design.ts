import type { Database } from "@pairlab/db/client";
import { unknownStudy } from "@pairlab/db/read-study";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import type { DesignForm } from "@pairlab/domain/design";
import { Manifest } from "@pairlab/domain/manifest";
import { Plan } from "@pairlab/domain/plan";
import { countMargins } from "@pairlab/study/core/count-margins";
import { designForms, designSize } from "@pairlab/study/core/design";
import type { Margin } from "@pairlab/study/core/margin";
import type { CommandContext } from "./command-context.ts";
import { designHash } from "./design-hash.ts";
import { documentSha256 } from "./sha256.ts";
import { storedForms } from "./stored-forms.ts";
import { withDatabase } from "./with-database.ts";

export interface StudyDesign {
  forms: number;
  trialsPerForm: number;
  /** Of all forms. */
  trials: number;
  sha256: string;
  margins: Margin[];
  /** What a new compilation found; only looked for when asked. */
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
    const comparison = verify ? compareWithFresh(recorded) : undefined;
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

/** Compiles the plan again beside forms that are given in their order; tells the first difference. */
function compareWithFresh({ plan, manifest, planSha256, designSha256 }: Recorded) {
  const freshSha256 = documentSha256(plan);
  const hash = designHash(freshSha256);
  const fresh = designForms(plan, manifest);
  let stored = 0;
  let differs: number | undefined;
  const nextFresh = (): DesignForm | undefined => {
    const { value, done } = fresh.next();
    if (done) return undefined;
    hash.add(value);
    return value;
  };
  return {
    add(form: DesignForm): void {
      stored += 1;
      if (canonicalJson(nextFresh() ?? null) !== canonicalJson(form)) differs ??= form.index;
    },
    difference(): string | undefined {
      let planned = stored;
      while (nextFresh() !== undefined) planned += 1;
      if (freshSha256 !== planSha256)
        return `mismatched plan: its hash was ${planSha256}, is ${freshSha256}`;
      if (differs !== undefined)
        return `mismatched design: form ${differs} differs from the plan's`;
      if (stored !== planned) return `mismatched design: ${stored} forms, the plan has ${planned}`;
      const compiled = hash.digest();
      return compiled === designSha256
        ? undefined
        : `mismatched design: compiled to ${compiled}, recorded as ${designSha256}`;
    },
  };
}
