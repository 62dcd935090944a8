import type { ImageFailure, ImageRecord } from "@pairlab/domain/image";
import { GeneratedManifest } from "@pairlab/domain/manifest";
import type { ModelEntry } from "@pairlab/domain/model-registry";
import type { ImageJob } from "./image-jobs.ts";
import { numericsVersion } from "./image-key.ts";
import type { ResolvedSpec } from "./resolve-spec.ts";
import type { StoredPicture } from "./stored-picture.ts";

/** What a manifest is built from. */
export interface ManifestParts {
  resolved: ResolvedSpec;
  specSha256: string;
  models: readonly { entry: ModelEntry; modelHash: string }[];
  jobs: readonly (ImageJob & { key: string })[];
  pictures: ReadonlyMap<string, StoredPicture>;
  failures: ReadonlyMap<string, Pick<ImageFailure, "code" | "message">>;
  environment: GeneratedManifest["environment"];
  createdAt: Date;
}

/** The record of a run, pictures in the spec's order whatever order they were made in. */
export function buildManifest(parts: ManifestParts): GeneratedManifest {
  const { resolved, jobs, pictures, failures } = parts;
  const rank = new Map(resolved.arms.map(({ id }, index) => [id, index]));
  const ordered = jobs.toSorted(
    (a, b) => (rank.get(a.arm.id) ?? 0) - (rank.get(b.arm.id) ?? 0), // stable: prompts and seeds stay in order
  );
  const images = ordered.flatMap((job) => recordOf(job, pictures.get(job.key)));
  const failed = ordered.flatMap((job) => {
    const failure = failures.get(job.key);
    return failure === undefined ? [] : [{ ...identityOf(job), ...failure }];
  });
  return GeneratedManifest.parse({
    version: 1,
    kind: "generated",
    name: resolved.name,
    numericsVersion,
    createdAt: parts.createdAt.toISOString(),
    complete: images.length + failed.length === jobs.length,
    specSha256: parts.specSha256,
    prompts: resolved.prompts,
    ...(resolved.sample === undefined ? {} : { sample: resolved.sample }),
    seeds: resolved.seeds,
    arms: resolved.arms,
    models: parts.models.map(({ entry, modelHash }) => ({
      id: entry.id,
      modelHash,
      licence: entry.licence,
      files: entry.files,
    })),
    environment: parts.environment,
    images,
    failures: failed,
  });
}

const identityOf = ({ key, arm, prompt, seed }: ImageJob & { key: string }) => ({
  key,
  armId: arm.id,
  promptId: prompt.id,
  seed,
});

function recordOf(
  job: ImageJob & { key: string },
  picture: StoredPicture | undefined,
): ImageRecord[] {
  if (picture === undefined || picture.durationsMs === null) return [];
  const { width, height, pixelsSha256, fileSha256, fileSizeBytes, durationsMs, warnings } = picture;
  const file = `images/${job.arm.id}/${job.prompt.id}-${job.seed}.png`;
  return [
    {
      ...identityOf(job),
      file,
      width,
      height,
      pixelsSha256,
      fileSha256,
      fileSizeBytes,
      durationsMs,
      warnings,
    },
  ];
}
