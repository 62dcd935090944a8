import { at } from "@pairlab/domain/at";
import { KnownError } from "@pairlab/domain/errors";
import type {
  ImportedArm,
  ImportedImage,
  ImportedManifest,
} from "@pairlab/domain/imported-manifest";
import type { Prompt } from "@pairlab/domain/prompt";
import { importedArms } from "./imported-arms.ts";
import type { PictureClaim } from "./picture-claim.ts";
import { seedSlots } from "./seed-slots.ts";

/** A claim whose file was opened: what is known of its pixels. */
export interface ExaminedPicture {
  claim: PictureClaim;
  key: string;
  width: number;
  height: number;
  pixelsSha256: string;
  source: Omit<ImportedImage["source"], "file">;
}

/** What the pictures of an imported run are arranged by. */
export interface ImportedParts {
  prompts: readonly Prompt[];
  labels: ReadonlyMap<string, string>;
  pictures: readonly ExaminedPicture[];
}

/** A picture in its place in the run; its PNG isn't written yet. */
export type ArrangedPicture = Omit<ImportedImage, "fileSha256" | "fileSizeBytes">;

/** The part of an imported run's manifest that follows from what is said of its pictures. */
export interface ArrangedPictures {
  seeds: number[];
  arms: ImportedArm[];
  images: ArrangedPicture[];
  gaps: ImportedManifest["gaps"];
}

/**
 * Pictures by arm, prompt and seed, and every one that a whole run would have and isn't there.
 *
 * Throws: KnownError (input) for a picture given twice, settings that contradict each other, or a label of no model.
 */
export function arrangedPictures(parts: ImportedParts): ArrangedPictures {
  const { pictures, prompts } = parts;
  const { arms, armIdOf } = importedArms(pictures, parts.labels);
  const claims = pictures.map(({ claim }) => claim);
  const seeds = seedSlots(claims);
  const found = new Map<string, ArrangedPicture>();
  const places = new Map<string, string>();
  for (const [index, picture] of pictures.entries()) {
    const image = imageOf(picture, armIdOf(picture.claim), at(seeds, index));
    const cell = cellOf(image);
    const first = places.get(cell);
    if (first !== undefined) throw twice(image, picture.claim.place, first);
    places.set(cell, picture.claim.place);
    found.set(cell, image);
  }
  const cells = cellsOf(arms, prompts, distinct(seeds));
  return {
    seeds: distinct(seeds),
    arms,
    images: cells.flatMap((cell) => found.get(cellOf(cell)) ?? []),
    gaps: cells.filter((cell) => !found.has(cellOf(cell))),
  };
}

interface Cell {
  armId: string;
  promptId: string;
  seed: number;
}

const cellOf = ({ armId, promptId, seed }: Cell): string => `${armId} ${promptId} ${seed}`;

const cellsOf = (
  arms: readonly ImportedArm[],
  prompts: readonly Prompt[],
  seeds: readonly number[],
): Cell[] =>
  arms.flatMap(({ id: armId }) =>
    prompts.flatMap(({ id: promptId }) => seeds.map((seed) => ({ armId, promptId, seed }))),
  );

const distinct = (seeds: readonly number[]): number[] => [...new Set(seeds)].sort((a, b) => a - b);

function imageOf(picture: ExaminedPicture, armId: string, seed: number): ArrangedPicture {
  const { claim, source, ...measured } = picture;
  return {
    ...measured,
    armId,
    promptId: claim.promptId,
    seed,
    file: `images/${armId}/${claim.promptId}-${seed}.png`,
    declared: {
      ...(claim.seed === undefined ? {} : { seed: claim.seed }),
      ...(claim.seconds === undefined ? {} : { seconds: claim.seconds }),
    },
    source: { ...source, file: claim.file },
  };
}

const twice = ({ armId, promptId, seed }: Cell, place: string, first: string) =>
  new KnownError(
    "input",
    `duplicate picture: ${armId}, prompt ${promptId}, seed ${seed} (${place}, first in ${first})`,
    { hint: "give each a seed of its own, or remove one" },
  );
