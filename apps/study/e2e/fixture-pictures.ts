import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sizedFile } from "../src/core/sized-file.ts";
import { armIds, displayPx, prompts, sha256, smallerPx } from "./fixture-documents.ts";
import { paintedPng } from "./painted-png.ts";

/** The pictures of every study, painted once, below the stimuli folder. */
export const stimuli = armIds.flatMap((armId, arm) =>
  prompts.map(({ id: promptId }, place) => ({
    armId,
    promptId,
    pixelsSha256: sha256(`pixels of ${armId} ${promptId}`),
    file: `painted/${sha256(`${armId} ${promptId}`).slice(0, 32)}.png`,
    colour: (x: number, y: number) => scene(x, y, arm, place),
  })),
);

const practicePairs = [
  { id: "one", promptText: "a blue square", left: "blue", right: "noise", better: "left" },
  { id: "two", promptText: "a yellow square", left: "noise", right: "yellow", better: "right" },
];

const sizes = [displayPx, smallerPx];
export const largePx = 512;

/** Writes all pictures into a stimuli folder, in both sizes. */
export function paintStimuli(folder: string): void {
  for (const px of sizes) {
    const paint = (file: string, colour: (x: number, y: number) => Colour) => {
      const scale = displayPx / px;
      const sized = path.join(folder, sizedFile(file, px, displayPx));
      mkdirSync(path.dirname(sized), { recursive: true });
      writeFileSync(
        sized,
        paintedPng(px, (x, y) => colour(x * scale, y * scale)),
      );
    };
    for (const { file, colour } of stimuli) paint(file, colour);
    for (const kind of ["blue", "yellow", "noise"])
      paint(`painted/${kind}.png`, (x, y) => square(kind, x, y));
  }
}

/** Where a picture of 512 pixels lies. */
export const largeFile = (file: string): string => file.replace("painted/", "painted-large/");

/** The pictures of some prompts in 512 pixels: those of the first two arms as 128 pixels repeated four times. */
export function paintLargeStimuli(folder: string, promptIds: readonly string[]): void {
  for (const { armId, promptId, file, colour } of stimuli) {
    if (!promptIds.includes(promptId)) continue;
    const repeats = armIds.indexOf(armId) < 2 ? 4 : 1;
    const large = path.join(folder, largeFile(file));
    mkdirSync(path.dirname(large), { recursive: true });
    writeFileSync(
      large,
      paintedPng(largePx, (x, y) => withGrain(colour((x * 3) / 4, (y * 3) / 4), x, y), repeats),
    );
  }
}

/** Gives one study its practice pairs, as `pairlab study create` lays them out. */
export function layOutPractice(folder: string, studyId: string): void {
  const own = path.join(folder, studyId);
  for (const px of sizes) {
    const place = (file: string) => path.join(folder, sizedFile(file, px, displayPx));
    mkdirSync(path.dirname(place(`${studyId}/any`)), { recursive: true });
    for (const [index, { left, right }] of practicePairs.entries())
      for (const [side, kind] of Object.entries({ left, right }))
        copyFileSync(
          place(`painted/${kind}.png`),
          place(`${studyId}/practice-${index}-${side}.png`),
        );
  }
  writeFileSync(path.join(own, "practice.json"), JSON.stringify(practicePairs));
}

type Colour = readonly [number, number, number];
const hills: readonly Colour[] = [
  [70, 125, 90],
  [120, 110, 70],
  [90, 95, 130],
  [60, 110, 120],
];
const skies: readonly Colour[] = [
  [190, 220, 250],
  [235, 215, 225],
  [225, 235, 215],
  [245, 230, 200],
];

/** A hill, a sun and a sky; arms differ in their colours, prompts in their hills. */
function scene(x: number, y: number, arm: number, place: number): Colour {
  if (y > 230 + 40 * Math.sin(x / (40 + 9 * place) + arm)) return hills[arm] ?? [0, 0, 0];
  if (Math.hypot(x - 70 - 22 * place, y - 90) < 30 + 8 * arm) return [250, 190, 60];
  return skies[arm] ?? [0, 0, 0];
}

/** No two neighbours alike: a shifted or resampled picture is another picture. */
const withGrain = ([red, green, blue]: Colour, x: number, y: number): Colour => [
  red - ((x * 7 + y * 13) % 32),
  green - ((x * 11 + y * 5) % 32),
  blue - ((x * 3 + y * 17) % 32),
];

function square(kind: string, x: number, y: number): Colour {
  if (kind === "noise") return [(x * 7919 + y * 104_729) % 256, (x * y) % 256, (x * 31 + y) % 256];
  if (Math.max(Math.abs(x - 192), Math.abs(y - 192)) > 100) return [245, 245, 245];
  return kind === "blue" ? [40, 90, 210] : [240, 200, 40];
}
