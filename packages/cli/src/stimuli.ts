import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { draftBeside } from "@pairlab/db/draft-beside";
import { type DisplaySize, displaySizes } from "@pairlab/domain/display";
import { KnownError } from "@pairlab/domain/errors";
import type { PictureRecord } from "@pairlab/domain/image";
import { decodePicture, encodePng, resized } from "@pairlab/pipeline/adapters/png";
import type { Pixels } from "@pairlab/pipeline/core/pixels";
import { commonPngLength, padPng } from "@pairlab/pipeline/core/png-padding";
import { sizedFile } from "@pairlab/study/core/sized-file";
import type { CommandContext } from "./command-context.ts";
import { Interrupted } from "./interrupted.ts";
import { practicePairs } from "./practice-pairs.ts";
import { type NamedPicture, scaledSide } from "./scaled-side.ts";
import { sha256 } from "./sha256.ts";
import type { StudyDocuments } from "./study-documents.ts";
import type { StudyPicture } from "./study-pictures.ts";

/** A prepared picture as the database knows it. */
export interface StimulusFile {
  /** Random; says nothing of arm, prompt or order. */
  id: string;
  armId: string;
  promptId: string;
  pixelsSha256: string;
  /** Below the stimuli folder. */
  file: string;
}

interface Draft {
  folder: string;
  /** The largest first. */
  sizes: readonly SizeDraft[];
}

interface SizeDraft extends DisplaySize {
  /** Files prepared so far, with the least length each can be padded to. */
  lengths: Map<string, number>;
}

/**
 * A study's pictures in the folder the app serves: checked against the manifest, scaled once to each of the
 * plan's sizes, written by one encoder, all of a size of one length, so that nothing but pixels tells them apart.
 *
 * They are made in a folder of their own and moved into place whole; a failure leaves nothing. What is
 * in their place is replaced, so this is only for a study that has no rows yet, under the studies' lock.
 *
 * Throws: KnownError: missing for a file that isn't there, input for one that isn't what the manifest says.
 */
export async function prepareStimuli(
  { folders, root, signal, terminal }: CommandContext,
  { study, plan, manifestFolder }: StudyDocuments,
  pictures: readonly StudyPicture[],
): Promise<StimulusFile[]> {
  const folder = path.join(folders.stimuli, study.id);
  const draft: Draft = {
    folder: draftBeside(folder),
    sizes: displaySizes(plan.display).map((size) => ({ ...size, lengths: new Map() })),
  };
  for (const { displayPx } of draft.sizes)
    mkdirSync(path.dirname(fileOf(draft, "any", displayPx)), { recursive: true });
  const progress = terminal.progress("prepare", pictures.length);
  try {
    const stimuli: StimulusFile[] = [];
    for (const { armId, promptId, pixelsSha256, parts } of pictures) {
      if (signal.aborted)
        throw new Interrupted("stopped, nothing was written. Continue: run the same command again");
      const id = randomBytes(16).toString("hex");
      const read = await Promise.all(parts.map((part) => verifiedPicture(manifestFolder, part)));
      await writeStimulus(draft, `${id}.png`, (size) => scaledSide(read, size));
      stimuli.push({ id, armId, promptId, pixelsSha256, file: `${study.id}/${id}.png` });
      progress.update(stimuli.length, stimuli.length);
    }
    await preparePractice(draft, root);
    for (const size of draft.sizes) padAll(size);
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft.folder, folder);
    return stimuli;
  } finally {
    progress.end();
    rmSync(draft.folder, { recursive: true, force: true });
  }
}

async function verifiedPicture(
  folder: string,
  { file, pixelsSha256 }: PictureRecord,
): Promise<NamedPicture> {
  const whole = path.join(folder, file);
  const pixels = await decodePicture(whole);
  if (sha256(pixels.rgb) === pixelsSha256) return { file, pixels };
  throw new KnownError("input", `mismatched picture: ${whole} isn't the one the manifest names`, {
    hint: "delete it and make it again: npx pairlab generate with the spec of its run, or npx pairlab images import",
  });
}

async function writeStimulus(
  draft: Draft,
  name: string,
  scaled: (size: DisplaySize) => Promise<Pixels>,
): Promise<void> {
  for (const { lengths, ...size } of draft.sizes) {
    const png = await encodePng(await scaled(size));
    const file = fileOf(draft, name, size.displayPx);
    writeFileSync(file, png);
    lengths.set(file, commonPngLength([png]));
  }
}

const fileOf = ({ folder, sizes }: Draft, name: string, displayPx: number): string =>
  path.join(folder, sizedFile(name, displayPx, sizes[0]?.displayPx ?? displayPx));

async function preparePractice(draft: Draft, root: string): Promise<void> {
  const pairs = practicePairs(root);
  for (const { from, name } of pairs.flatMap(({ left, right }) => [left, right])) {
    const pixels = await decodePicture(from);
    await writeStimulus(draft, name, ({ displayPx, kernel }) =>
      resized(pixels, { width: displayPx, height: displayPx }, kernel),
    );
  }
  const served = pairs.map((pair) => ({ ...pair, left: pair.left.name, right: pair.right.name }));
  writeFileSync(path.join(draft.folder, "practice.json"), `${JSON.stringify(served, null, 2)}\n`);
}

function padAll({ lengths }: SizeDraft): void {
  const length = Math.max(...lengths.values());
  for (const file of lengths.keys()) writeFileSync(file, padPng(readFileSync(file), length));
}
