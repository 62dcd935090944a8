import { KnownError } from "@pairlab/domain/errors";
import type { PictureRecord } from "@pairlab/domain/image";
import type { Manifest } from "@pairlab/domain/manifest";
import { sha256 } from "./sha256.ts";
import type { StudyDocuments } from "./study-documents.ts";

/** What stands on one side of a trial: one picture of the run, or a set of them that becomes a grid. */
export interface StudyPicture {
  armId: string;
  promptId: string;
  /** Of the picture; of a set, the hash of its pictures' hashes, a line each. */
  pixelsSha256: string;
  /** One, or as many as the plan's sets have, in the order of the run's seeds. */
  parts: readonly PictureRecord[];
}

/**
 * What a study shows: a picture, or a set, for each of its arms and prompts.
 *
 * Throws: KnownError: missing for the first picture that the manifest doesn't have; input for a run whose seeds
 *         aren't as many as a side has pictures, since nothing would say which of them people saw.
 */
export function studyPictures({ plan, manifest }: StudyDocuments): StudyPicture[] {
  const prompts = plan.promptIds ?? manifest.prompts.map(({ id }) => id);
  const wanted = plan.set?.pictures ?? 1;
  if (manifest.seeds.length !== wanted) throw wrongSeeds(manifest, wanted);
  const found = new Map(
    manifest.images.map((image): [string, PictureRecord] => [keyOf(image), image]),
  );
  return plan.arms.flatMap((armId) =>
    prompts.map((promptId) => {
      const parts = manifest.seeds.map((seed) => {
        const slot = { armId, promptId, seed };
        return found.get(keyOf(slot)) ?? missing(manifest, slot);
      });
      return { armId, promptId, pixelsSha256: identityOf(parts), parts };
    }),
  );
}

type Slot = Pick<PictureRecord, "armId" | "promptId" | "seed">;
const keyOf = ({ armId, promptId, seed }: Slot) => `${armId} ${promptId} ${seed}`;

function identityOf(parts: readonly PictureRecord[]): string {
  const [first, ...others] = parts.map(({ pixelsSha256 }) => pixelsSha256);
  return first !== undefined && others.length === 0 ? first : sha256([first, ...others].join("\n"));
}

const wrongSeeds = ({ name, seeds }: Manifest, wanted: number) =>
  new KnownError(
    "input",
    `invalid run: ${name} has ${seeds.length} seeds, ${wanted === 1 ? "a study shows one picture a prompt" : `the plan's sets have ${wanted} pictures`}`,
    {
      hint:
        wanted === 1
          ? "make a run of its own for the study, with one seed in its spec, or let the plan's set say how many a side has"
          : `make a run of its own for the study, with ${wanted} seeds in its spec`,
    },
  );

function missing({ name, kind }: Manifest, { armId, promptId, seed }: Slot): never {
  throw new KnownError(
    "missing",
    `missing picture: arm ${armId}, prompt ${promptId}, seed ${seed} (manifest of ${name})`,
    {
      hint: `${kind === "generated" ? "make it with npx pairlab generate" : "import the run again with it"}, or leave arm or prompt out of the plan`,
    },
  );
}
