import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { draftBeside } from "@pairlab/db/draft-beside";
import { KnownError } from "@pairlab/domain/errors";
import type { PictureRecord } from "@pairlab/domain/image";
import { decodePicture, encodePng, resized } from "@pairlab/pipeline/adapters/png";
import type { Pixels } from "@pairlab/pipeline/core/pixels";
import { commonPngLength, padPng } from "@pairlab/pipeline/core/png-padding";
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
  display: StudyDocuments["plan"]["display"];
  /** Names of what was prepared so far, with the least length each can be padded to. */
  lengths: Map<string, number>;
}

/**
 * A study's pictures in the folder the app serves: checked against the manifest, scaled once, written
 * by one encoder, all of one length, so that nothing but pixels tells them apart.
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
    display: plan.display,
    lengths: new Map(),
  };
  mkdirSync(draft.folder, { recursive: true });
  const progress = terminal.progress("prepare", images.length);
  try {
    const stimuli: StimulusFile[] = [];
    for (const { armId, promptId, pixelsSha256, file } of images) {
      if (signal.aborted)
        throw new Interrupted("stopped, nothing was written. Continue: run the same command again");
      const id = randomBytes(16).toString("hex");
      const pixels = await verifiedPicture(path.join(manifestFolder, file), pixelsSha256);
      checkScale(pixels, plan.display, file);
      await writeStimulus(draft, `${id}.png`, pixels);
      stimuli.push({ id, armId, promptId, pixelsSha256, file: `${study.id}/${id}.png` });
      progress.update(stimuli.length, stimuli.length);
    }
    await preparePractice(draft, root);
    padAll(draft);
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
  { displayPx, kernel }: StudyDocuments["plan"]["display"],
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
  const { displayPx, kernel } = draft.display;
  const size = { width: displayPx, height: displayPx };
  const png = await encodePng(await resized(pixels, size, kernel));
  writeFileSync(path.join(draft.folder, name), png);
  draft.lengths.set(name, commonPngLength([png]));
}

async function preparePractice(draft: Draft, root: string): Promise<void> {
  const pairs = practicePairs(root);
  for (const { from, name } of pairs.flatMap(({ left, right }) => [left, right]))
    await writeStimulus(draft, name, await decodePicture(from));
  const served = pairs.map((pair) => ({ ...pair, left: pair.left.name, right: pair.right.name }));
  writeFileSync(path.join(draft.folder, "practice.json"), `${JSON.stringify(served, null, 2)}\n`);
}

function padAll({ folder, lengths }: Draft): void {
  const length = Math.max(...lengths.values());
  for (const name of lengths.keys()) {
    const file = path.join(folder, name);
    writeFileSync(file, padPng(readFileSync(file), length));
  }
}
