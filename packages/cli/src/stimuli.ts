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
import { sha256 } from "./sha256.ts";
import type { StudyDocuments } from "./study-documents.ts";

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
  images: readonly PictureRecord[],
): Promise<StimulusFile[]> {
  const folder = path.join(folders.stimuli, study.id);
  const draft: Draft = {
    folder: draftBeside(folder),
    sizes: displaySizes(plan.display).map((size) => ({ ...size, lengths: new Map() })),
  };
  for (const { displayPx } of draft.sizes)
    mkdirSync(path.dirname(fileOf(draft, "any", displayPx)), { recursive: true });
  const progress = terminal.progress("prepare", images.length);
  try {
    const stimuli: StimulusFile[] = [];
    for (const { armId, promptId, pixelsSha256, file } of images) {
      if (signal.aborted)
        throw new Interrupted("stopped, nothing was written. Continue: run the same command again");
      const id = randomBytes(16).toString("hex");
      const pixels = await verifiedPicture(path.join(manifestFolder, file), pixelsSha256);
      for (const size of draft.sizes) checkScale(pixels, size, file);
      await writeStimulus(draft, `${id}.png`, pixels);
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

async function verifiedPicture(file: string, pixelsSha256: string): Promise<Pixels> {
  const pixels = await decodePicture(file);
  if (sha256(pixels.rgb) === pixelsSha256) return pixels;
  throw new KnownError("input", `mismatched picture: ${file} isn't the one the manifest names`, {
    hint: "delete it and make it again: npx pairlab generate with the spec of its run, or npx pairlab images import",
  });
}

/** Nothing is stretched or unevenly enlarged behind the plan's back. */
function checkScale(
  { width, height }: Pixels,
  { displayPx, kernel }: DisplaySize,
  file: string,
): void {
  if (width !== height)
    throw new KnownError("input", `invalid picture: ${file} is ${width} × ${height}, not square`, {
      hint: "a study shows square pictures",
    });
  if (kernel === "nearest" && displayPx % width !== 0)
    throw new KnownError(
      "input",
      `invalid displayPx: ${displayPx} isn't a multiple of ${width} (${file})`,
      {
        hint: `"nearest" repeats whole pixels: use ${width * Math.max(1, Math.round(displayPx / width))}, or "lanczos3"`,
      },
    );
}

async function writeStimulus(draft: Draft, name: string, pixels: Pixels): Promise<void> {
  for (const { displayPx, kernel, lengths } of draft.sizes) {
    const size = { width: displayPx, height: displayPx };
    const png = await encodePng(await resized(pixels, size, kernel));
    const file = fileOf(draft, name, displayPx);
    writeFileSync(file, png);
    lengths.set(file, commonPngLength([png]));
  }
}

const fileOf = ({ folder, sizes }: Draft, name: string, displayPx: number): string =>
  path.join(folder, sizedFile(name, displayPx, sizes[0]?.displayPx ?? displayPx));

async function preparePractice(draft: Draft, root: string): Promise<void> {
  const pairs = practicePairs(root);
  for (const { from, name } of pairs.flatMap(({ left, right }) => [left, right]))
    await writeStimulus(draft, name, await decodePicture(from));
  const served = pairs.map((pair) => ({ ...pair, left: pair.left.name, right: pair.right.name }));
  writeFileSync(path.join(draft.folder, "practice.json"), `${JSON.stringify(served, null, 2)}\n`);
}

function padAll({ lengths }: SizeDraft): void {
  const length = Math.max(...lengths.values());
  for (const file of lengths.keys()) writeFileSync(file, padPng(readFileSync(file), length));
}
