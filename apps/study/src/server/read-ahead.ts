import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { app } from "./app.ts";

/** Files that were read lately and are taken to be in the system's cache still. */
const mostWarm = 4096;
const warm = new Set<string>();

/**
 * Reads the pictures whose addresses are given out, unless that was done lately: an arm that is shown more often
 * would be warmer, and come sooner. Nobody waits for it; a file that can't be read is told when it is asked for.
 */
export function readAhead(files: readonly string[]): void {
  for (const file of files) {
    if (warm.has(file)) continue;
    warm.add(file);
    const [oldest] = warm;
    if (warm.size > mostWarm && oldest !== undefined) warm.delete(oldest);
    readFile(path.join(app().dataDir, "stimuli", file)).catch(() => warm.delete(file));
  }
}
