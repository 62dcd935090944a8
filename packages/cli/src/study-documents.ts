import path from "node:path";
import { Manifest } from "@pairlab/domain/manifest";
import type { Plan } from "@pairlab/domain/plan";
import { Study } from "@pairlab/domain/study";
import { designRequest } from "@pairlab/study/core/design-request";
import { checkTranslations } from "./check-translations.ts";
import { readDocument } from "./read-document.ts";
import { readPlan } from "./read-plan.ts";

/** The three documents a study is made of, with defaults filled in. */
export interface StudyDocuments {
  study: Study;
  plan: Plan;
  manifest: Manifest;
  /** Pictures are named relative to it. */
  manifestFolder: string;
}

/**
 * A study's documents, read from `study.json` and from where it points.
 *
 * `root`: the checkout's folder, which has the protocols that plans name.
 * Throws: KnownError: missing for a file that isn't there, input for one that breaks its schema.
 */
export function readStudyDocuments(
  root: string,
  studyFile: string,
  manifestFile?: string,
): StudyDocuments {
  const { $schema: _study, ...study } = readDocument(Study, studyFile);
  const folder = path.dirname(studyFile);
  const plan = readPlan(root, path.resolve(folder, study.plan));
  const manifestPath = path.resolve(manifestFile ?? path.resolve(folder, study.manifest));
  const manifest = readDocument(Manifest, manifestPath);
  designRequest(plan, manifest); // names before what hangs on them
  checkTranslations(study, plan);
  return { study, plan, manifest, manifestFolder: path.dirname(manifestPath) };
}
