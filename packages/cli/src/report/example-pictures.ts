import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { PictureRecord } from "@pairlab/domain/image";
import type { Manifest } from "@pairlab/domain/manifest";
import type { Summary } from "@pairlab/domain/summary";
import { armLabels } from "@pairlab/metrics/charts/arm-labels";
import { sha256 } from "../sha256.ts";
import { exampleChoice } from "./example-choice.ts";
import type { Example } from "./report-input.ts";

/** Where a report keeps an example's picture, below its folder. */
export const exampleFile = ({
  promptId,
  armId,
}: Pick<PictureRecord, "promptId" | "armId">): string => `examples/${promptId}/${armId}.png`;

/** The chosen examples, from a run's folder or from a report's. None at all when a picture isn't what the manifest says. */
export function examplePictures(
  summary: Summary,
  manifest: Manifest,
  fileOf: (image: PictureRecord) => string,
): Example[] {
  const label = armLabels(summary.arms);
  const [seed] = manifest.seeds;
  const examples = exampleChoice(summary, manifest).prompts.map((prompt) => ({
    promptId: prompt.id,
    promptText: prompt.text,
    pictures: summary.plan.arms.flatMap((armId) => {
      const image = manifest.images.find(
        (made) => made.armId === armId && made.promptId === prompt.id && made.seed === seed,
      );
      const png = image && verifiedPng(image, fileOf(image));
      return png === undefined ? [] : [{ armId, armLabel: label(armId), png }];
    }),
  }));
  const complete = examples.every(({ pictures }) => pictures.length === summary.plan.arms.length);
  return complete ? examples : [];
}

/** The manifest's pictures in the run's own folder. */
export const inRunFolder =
  (runs: string, manifest: Manifest) =>
  ({ file }: PictureRecord): string =>
    path.join(runs, manifest.name, file);

function verifiedPng({ fileSha256 }: PictureRecord, file: string): Uint8Array | undefined {
  if (!existsSync(file)) return undefined;
  const png = readFileSync(file);
  return sha256(png) === fileSha256 ? png : undefined;
}
