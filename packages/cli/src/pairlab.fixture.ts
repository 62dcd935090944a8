import { spawnSync } from "node:child_process";
import path from "node:path";

const bin = path.resolve(import.meta.dirname, "../bin/pairlab.mjs");

/** The real command line: what it prints and how it ends. */
export function pairlab(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...words], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}
