import { z } from "zod";
import { PaintingSpeed, type PaintingSpeeds } from "../core/painting-speeds.ts";
import { readJson } from "./read-json.ts";
import { writeWhole } from "./run-folder.ts";

const Speeds = z.record(z.string(), PaintingSpeed);

/** What pictures took on this machine so far. A file that can't be read counts as nothing known. */
export async function readSpeeds(file: string): Promise<PaintingSpeeds> {
  const found = Speeds.safeParse(await readJson(file).catch(() => ({})));
  return found.success ? found.data : {};
}

/** Keeps what was learnt for the next estimate. */
export const writeSpeeds = (file: string, speeds: PaintingSpeeds): Promise<void> =>
  writeWhole(file, `${JSON.stringify(speeds, null, 2)}\n`);
