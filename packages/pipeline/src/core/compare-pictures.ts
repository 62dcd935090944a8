import { at } from "@pairlab/domain/at";
import type { Capsule } from "@pairlab/domain/capsule";
import { type PictureDrift, pictureDrift } from "./picture-drift.ts";
import type { Pixels } from "./pixels.ts";

/** A picture with what it says of itself. */
export interface DocumentedPicture {
  capsule: Capsule;
  pixels: Pixels;
  /** Of the pixels; the capsule has the hash of those that were made. */
  pixelsSha256: string;
  fileSha256: string;
}

/**
 * How a picture made again stands to the first one.
 *
 * `identical`: every byte of the file; `same pixels`: the pixels, not the file; `parity`: 99.9 % of pixels within 1
 * of 255 in all channels; `drifted`: further apart.
 */
export type Verdict = "identical" | "same pixels" | "parity" | "drifted";

/** What one comparison found. */
export interface Comparison {
  verdict: Verdict;
  /** The first stage whose values differ, in the order they are computed; null: none. */
  firstDifference: string | null;
  drift: PictureDrift;
  /** What of the machine differs, when the first was made and now. */
  environment: readonly { what: string; before: string; now: string }[];
}

const parityShare = 0.999;

/** A picture and the same made again. Throws: RangeError when they differ in size. */
export function comparePictures(then: DocumentedPicture, now: DocumentedPicture): Comparison {
  const drift = pictureDrift(then.pixels, now.pixels);
  return {
    verdict: verdictOf(then.fileSha256 === now.fileSha256, drift),
    firstDifference: firstDifference(then, now),
    drift,
    environment: differences(then.capsule.environment, now.capsule.environment),
  };
}

function verdictOf(sameFile: boolean, { maxDifference, withinOne }: PictureDrift): Verdict {
  if (sameFile) return "identical";
  if (maxDifference === 0) return "same pixels";
  return withinOne >= parityShare ? "parity" : "drifted";
}

function firstDifference(before: DocumentedPicture, again: DocumentedPicture): string | null {
  const [then, now] = [before.capsule, again.capsule];
  const [a, b] = [then.trace.sha256, now.trace.sha256];
  const stages: [string, boolean][] = [
    ["tokens", String(then.trace.tokenIds) !== String(now.trace.tokenIds)],
    ["text embeddings", a.embeddings !== b.embeddings || a.pooled !== b.pooled],
    ["noise", a.noise !== b.noise],
    ...a.latents.map((hash, i): [string, boolean] => [
      `latents after step ${i + 1} of ${a.latents.length}`,
      hash !== at(b.latents, i),
    ]),
    ["decoder output", a.decoded !== b.decoded],
    ["pixels", then.pixelsSha256 !== now.pixelsSha256],
    ["the file's pixels, changed after it was made", before.pixelsSha256 !== then.pixelsSha256],
  ];
  return stages.find(([, differs]) => differs)?.[0] ?? null;
}

function differences(then: Capsule["environment"], now: Capsule["environment"]) {
  const [a, b] = [Object.entries(then), new Map<string, unknown>(Object.entries(now))];
  return a
    .map(([what, value]) => ({ what, before: String(value), now: String(b.get(what)) }))
    .filter(({ before, now: here }) => before !== here);
}
