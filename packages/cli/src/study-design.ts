import { unknownStudy } from "@pairlab/db/read-study";
import type { Readable } from "@pairlab/db/snapshot";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import { Design, type DesignForm } from "@pairlab/domain/design";
import { Manifest } from "@pairlab/domain/manifest";
import { Plan } from "@pairlab/domain/plan";
import { compileDesign } from "@pairlab/study/core/design";
import { designMargins, type Margin } from "@pairlab/study/core/design-margins";
import type { CommandContext } from "./command-context.ts";
import { documentSha256, sha256 } from "./sha256.ts";
import { withDatabase } from "./with-database.ts";

export interface StudyDesign {
  forms: number;
  trialsPerForm: number;
  sha256: string;
  margins: Margin[];
  /** What a new compilation found; only looked for when asked. */
  difference?: string;
}

/**
 * A study's design as the database holds it, counted again by code the compiler doesn't share; when
 * `verify` is set also compared with a new compilation, byte by byte.
 */
export async function readStudyDesign(
  context: CommandContext,
  studyId: string,
  verify: boolean,
): Promise<StudyDesign> {
  return withDatabase(context, async (database) => {
    const found = await database.study.findUnique({
      where: { id: studyId },
      select: { plan: true, manifest: true, planSha256: true, designSha256: true },
    });
    if (found === null) throw await unknownStudy(database, studyId);
    const plan = Plan.parse(found.plan);
    const manifest = Manifest.parse(found.manifest);
    const fresh = compileDesign(plan, manifest, documentSha256(plan));
    const stored = await storedForms(database, studyId, fresh);
    const difference = verify ? firstDifference(fresh, stored, found) : undefined;
    return {
      forms: stored.length,
      trialsPerForm: plan.trialsPerForm,
      sha256: found.designSha256,
      margins: designMargins(stored, plan, manifest),
      ...(difference === undefined ? {} : { difference }),
    };
  });
}

/** The forms of the database rows; who is whose twin follows from the plan and isn't stored. */
export async function storedForms(
  database: Readable,
  studyId: string,
  fresh: Design,
): Promise<DesignForm[]> {
  const rows = await database.form.findMany({
    where: { studyId },
    orderBy: { formIndex: "asc" },
    include: { trials: { orderBy: { trialIndex: "asc" } } },
  });
  return Design.shape.forms.parse(
    rows.map(({ formIndex, trials }) => ({
      index: formIndex,
      twinOf: fresh.forms[formIndex]?.twinOf ?? null,
      trials: trials.map(({ studyId: _study, formIndex: _form, trialIndex, ...trial }) => ({
        ...trial,
        index: trialIndex,
      })),
    })),
  );
}

function firstDifference(
  fresh: Design,
  stored: readonly DesignForm[],
  recorded: { planSha256: string; designSha256: string },
): string | undefined {
  if (fresh.planSha256 !== recorded.planSha256)
    return `mismatched plan: its hash was ${recorded.planSha256}, is ${fresh.planSha256}`;
  const form = fresh.forms.find(
    ({ index }) => canonicalJson(fresh.forms[index]) !== canonicalJson(stored[index] ?? null),
  );
  if (form !== undefined) return `mismatched design: form ${form.index} differs from the plan's`;
  if (stored.length !== fresh.forms.length)
    return `mismatched design: ${stored.length} forms, the plan has ${fresh.forms.length}`;
  const compiled = sha256(canonicalJson(fresh));
  return compiled === recorded.designSha256
    ? undefined
    : `mismatched design: compiled to ${compiled}, recorded as ${recorded.designSha256}`;
}
