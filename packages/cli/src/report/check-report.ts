import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { Manifest } from "@pairlab/domain/manifest";
import { parseDocument } from "@pairlab/domain/parse-document";
import { analysedFiles, analyseFiles, evidenceFiles, sourceFiles } from "../analyse-files.ts";
import { parseJson } from "../read-document.ts";
import { sha256 } from "../sha256.ts";
import type { FolderContent } from "../write-new-folder.ts";
import { filesBelow } from "../write-new-folder.ts";
import { exampleFile, examplePictures } from "./example-pictures.ts";
import { firstDifference } from "./first-difference.ts";
import { type ReportContent, reportFiles } from "./report-files.ts";

/** What a check says: the same bytes, or the first file that isn't what it should be. */
export type Checked =
  | { status: "same"; files: number }
  | { status: "differs"; file: string; difference: string };

/**
 * A report rebuilt from its own votes, plan and documents, and compared byte for byte with what lies there.
 *
 * Throws: KnownError: missing for a folder that isn't a report, input for files that can't be analysed.
 */
export async function checkReport(folder: string): Promise<Checked> {
  if (!existsSync(folder))
    throw new KnownError("missing", `missing folder: ${folder}`, {
      hint: "name a folder that npx pairlab report has written",
    });
  const names = filesBelow(folder);
  const read = (name: string): Buffer => readFileSync(path.join(folder, name));
  if (!names.includes("SHA256SUMS"))
    throw new KnownError("missing", `missing file: ${path.join(folder, "SHA256SUMS")}`, {
      hint: "name a folder that npx pairlab report has written",
    });
  const changed = changedSource(read("SHA256SUMS").toString("utf8"), names, read);
  if (changed !== undefined) return changed;
  const files: FolderContent = new Map(
    sourceFiles
      .filter((name) => names.includes(name))
      .map((name) => [name, read(name).toString("utf8")]),
  );
  return compared(await rebuilt(folder, files), names, read);
}

async function rebuilt(folder: string, files: FolderContent): Promise<ReportContent> {
  const summary = analyseFiles(files);
  const manifest = parseDocument(
    Manifest,
    parseJson(files.get("manifest.json") ?? "", "manifest.json"),
    "manifest.json",
  );
  const examples = examplePictures(summary, manifest, (image) =>
    path.join(folder, exampleFile(image)),
  );
  return reportFiles({ summary, files, examples });
}

/** A source file that isn't the one the report was made of: everything else would differ after it. */
function changedSource(
  sums: string,
  names: readonly string[],
  read: (name: string) => Buffer,
): Checked | undefined {
  const evidence = evidenceFiles.filter(
    (name) => names.includes(name) || sums.includes(`  ${name}\n`),
  );
  for (const name of [...analysedFiles, ...evidence]) {
    const listed = sums.split("\n").find((line) => line.endsWith(`  ${name}`));
    if (!names.includes(name)) return { status: "differs", file: name, difference: "missing" };
    const found = sha256(read(name));
    if (listed !== `${found}  ${name}`)
      return {
        status: "differs",
        file: name,
        difference: `SHA-256 ${found}, SHA256SUMS says ${listed?.slice(0, 64) ?? "nothing"}`,
      };
  }
  return undefined;
}

function compared(
  expected: ReportContent,
  names: readonly string[],
  read: (name: string) => Buffer,
): Checked {
  for (const [name, bytes] of expected) {
    if (!names.includes(name)) return { status: "differs", file: name, difference: "missing" };
    const difference = firstDifference(read(name), bytes);
    if (difference !== undefined) return { status: "differs", file: name, difference };
  }
  const extra = names.find((name) => !expected.has(name));
  return extra === undefined
    ? { status: "same", files: expected.size }
    : { status: "differs", file: extra, difference: "isn't part of the report" };
}
