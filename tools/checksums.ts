import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

const name = "SHA256SUMS";

/** The folders, below the root, that carry a `SHA256SUMS`. */
export const checksummedFolders = ["datasets", "models/mini-sdxl"] as const;

/** The text of a folder's `SHA256SUMS`: every file below it but that one, as `sha256sum -c` reads it. */
export function checksums(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => statSync(path.join(folder, file)).isFile())
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => file !== name)
    .sort()
    .map((file) => `${sha256(path.join(folder, file))}  ${file}\n`)
    .join("");
}

const sha256 = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");
