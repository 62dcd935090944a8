import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { draftBeside } from "@pairlab/db/draft-beside";

/** A file that is there whole or not at all; the same text again is left alone. */
export function writeWholeFile(file: string, text: string): "written" | "same" {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return "same";
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = draftBeside(file);
  writeFileSync(draft, text);
  renameSync(draft, file);
  return "written";
}
