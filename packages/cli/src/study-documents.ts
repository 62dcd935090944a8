import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import type { PictureRecord } from "@pairlab/domain/image";
import { Manifest } from "@pairlab/domain/manifest";
import { Plan } from "@pairlab/domain/plan";
import { Study } from "@pairlab/domain/study";
import { readDocument } from "./read-document.ts";

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
 * Throws: KnownError: missing for a file that isn't there, input for one that breaks its schema.
 */
export function readStudyDocuments(studyFile: string, manifestFile?: string): StudyDocuments {
  const { $schema: _study, ...study } = readDocument(Study, studyFile);
  const folder = path.dirname(studyFile);
  const { $schema: _plan, ...plan } = readDocument(Plan, path.resolve(folder, study.plan));
  const manifestPath = path.resolve(manifestFile ?? path.resolve(folder, study.manifest));
  const manifest = readDocument(Manifest, manifestPath);
  return { study, plan, manifest, manifestFolder: path.dirname(manifestPath) };
}

/**
 * The pictures a study shows: one for each of its arms and prompts.
 *
 * Throws: KnownError: missing for the first that the manifest doesn't have; input for a run of several
 *         seeds, since nothing would say which of its pictures people saw.
 */
export function studyPictures({ plan, manifest }: StudyDocuments): PictureRecord[] {
  const prompts = plan.promptIds ?? manifest.prompts.map(({ id }) => id);
  const [seed] = manifest.seeds;
  if (manifest.seeds.length > 1)
    throw new KnownError(
      "input",
      `invalid run: ${manifest.name} has ${manifest.seeds.length} seeds, a study shows one picture a prompt`,
      { hint: "make a run of its own for the study, with one seed in its spec" },
    );
  const found = new Map(
    manifest.images
      .filter((image) => image.seed === seed)
      .map((image): [string, PictureRecord] => [`${image.armId} ${image.promptId}`, image]),
  );
  return plan.arms.flatMap((armId) =>
    prompts.map((promptId) => {
      const image = found.get(`${armId} ${promptId}`);
      if (image !== undefined) return image;
      throw new KnownError(
        "missing",
        `missing picture: arm ${armId}, prompt ${promptId}, seed ${seed} (manifest of ${manifest.name})`,
        {
          hint: `${manifest.kind === "generated" ? "make it with npx pairlab generate" : "import the run again with it"}, or leave arm or prompt out of the plan`,
        },
      );
    }),
  );
}
