import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The tables below a folder that hold a word, such as a person's pseudonym; sorted. */
export function filesNaming(folder: string, word: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".csv"))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(word))
    .sort();
}
