import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** The version of a checkout, with its commit where there is git: `0.1.0 (1a2b3c4)`. */
export function pairlabVersion(root: string): string {
  const text = readFileSync(path.join(root, "package.json"), "utf8");
  const { version: released } = z.object({ version: z.string() }).parse(JSON.parse(text));
  const git = spawnSync("git", ["-C", root, "rev-parse", "--short", "HEAD"], { encoding: "utf8" });
  return git.status === 0 ? `${released} (${git.stdout.trim()})` : released;
}
