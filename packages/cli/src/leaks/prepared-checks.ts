import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { displaySizes } from "@pairlab/domain/display";
import type { LeakCheck } from "@pairlab/domain/leak-certificate";
import type { Plan } from "@pairlab/domain/plan";
import { sizedFile } from "@pairlab/study/core/sized-file";
import { constantCheck } from "./exact-checks.ts";
import { pngOutline } from "./png-outline.ts";

/**
 * Every picture of a study as it lies on the disk, in every size, whether a visitor was shown it or not: it is there,
 * and none is of another length or outline.
 *
 * `files`: paths in the largest size below the stimuli folder.
 */
export async function preparedChecks(
  stimuli: string,
  files: readonly string[],
  { display }: Pick<Plan, "display">,
): Promise<LeakCheck[]> {
  const checks: LeakCheck[] = [];
  for (const { displayPx } of displaySizes(display)) {
    const ofSize = files.map((file) =>
      path.join(stimuli, sizedFile(file, displayPx, display.displayPx)),
    );
    const absent = ofSize.filter((file) => !existsSync(file));
    const looks: string[] = [];
    for (const file of ofSize.filter((one) => !absent.includes(one)))
      looks.push(await lookOf(file));
    const name = `every prepared picture of ${displayPx} px is there, with one length, chunks and header`;
    checks.push(
      absent.length === 0
        ? constantCheck(name, looks)
        : { name, holds: false, found: `${absent.length} of ${files.length} aren't there` },
    );
  }
  return checks;
}

async function lookOf(file: string): Promise<string> {
  const bytes = await readFile(file);
  const { chunks, header } = pngOutline(bytes);
  return `${bytes.length} bytes, ${chunks}, ${header}`;
}
