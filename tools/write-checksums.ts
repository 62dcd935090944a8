// Writes every SHA256SUMS anew: `npx tsx tools/write-checksums.ts`. A test says when one is out of date.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { checksummedFolders, checksums } from "./checksums.ts";

const root = path.resolve(import.meta.dirname, "..");
for (const folder of checksummedFolders)
  writeFileSync(path.join(root, folder, "SHA256SUMS"), checksums(path.join(root, folder)));
