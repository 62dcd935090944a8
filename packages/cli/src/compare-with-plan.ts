import type { DesignForm } from "@pairlab/domain/design";
import type { Manifest } from "@pairlab/domain/manifest";
import type { Plan } from "@pairlab/domain/plan";
import { designForms } from "@pairlab/study/core/design";
import { designHash } from "./design-hash.ts";
import { formDifference } from "./form-difference.ts";
import { documentSha256 } from "./sha256.ts";

/** What a design says of itself. */
export interface RecordedHashes {
  planSha256: string;
  /** Not recorded in a file of forms. */
  designSha256?: string;
}

/** Compiles a plan again beside forms that are given in their order; tells the first difference. */
export function compareWithPlan(
  plan: Plan,
  manifest: Manifest,
  { planSha256, designSha256 }: RecordedHashes,
) {
  const freshSha256 = documentSha256(plan);
  const hash = designHash(freshSha256);
  const fresh = designForms(plan, manifest);
  const differing: string[] = [];
  let given = 0;
  const nextFresh = (): DesignForm | undefined => {
    const { value, done } = fresh.next();
    if (done) return undefined;
    hash.add(value);
    return value;
  };
  return {
    add(form: DesignForm): void {
      given += 1;
      const differs = formDifference(form, nextFresh());
      if (differs !== undefined) differing.push(differs);
    },
    difference(): string | undefined {
      let planned = given;
      while (nextFresh() !== undefined) planned += 1;
      if (freshSha256 !== planSha256)
        return `mismatched plan: its hash was ${planSha256}, is ${freshSha256}`;
      if (differing.length > 0) return `mismatched design: ${firstOf(differing)}`;
      if (given !== planned) return `mismatched design: ${given} forms, the plan has ${planned}`;
      const compiled = hash.digest();
      return designSha256 === undefined || compiled === designSha256
        ? undefined
        : `mismatched design: compiled to ${compiled}, recorded as ${designSha256}`;
    },
  };
}

const firstOf = ([first = "", ...others]: readonly string[]): string =>
  others.length === 0 ? first : `${first} (and ${others.length} more forms)`;
