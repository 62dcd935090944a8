import { KnownError } from "@pairlab/domain/errors";
import { Manifest } from "@pairlab/domain/manifest";
import { parseDocument } from "@pairlab/domain/parse-document";
import type { Summary } from "@pairlab/domain/summary";
import { winMatrixPicture } from "@pairlab/metrics/charts/win-matrix";
import type { CommandContext } from "../command-context.ts";
import { fontRemark } from "../font-remark.ts";
import { parseJson } from "../read-document.ts";
import type { FolderContent } from "../write-new-folder.ts";
import { examplePictures, inRunFolder } from "./example-pictures.ts";
import { dayOf } from "./numbers-text.ts";
import { reportFiles } from "./report-files.ts";
import { type Written, writeReportBelow, writeReportTo } from "./report-folder.ts";

/** What a report is made of: documents only, wherever they came from. */
export interface Analysed {
  summary: Summary;
  files: FolderContent;
}

export interface WrittenReport extends Written {
  /** Files of the report. */
  files: number;
  /** Prompts shown with their pictures; 0 when the run's pictures aren't at hand. */
  examples: number;
  /** What whoever makes it should know. */
  remarks: string[];
}

/**
 * A study's report as a folder: `<reports>/<day of the last vote>-<study>`, or where the caller says.
 *
 * Its bytes are a function of the analysed files and of the run's pictures: no clock, no computer.
 * Throws: KnownError (conflict) when there are no votes, or when the named folder holds something else.
 */
export async function writeReport(
  { folders }: Pick<CommandContext, "folders">,
  { summary, files }: Analysed,
  out?: string,
): Promise<WrittenReport> {
  const { study, lastVoteAt } = summary;
  if (lastVoteAt === undefined)
    throw new KnownError("conflict", `missing votes: study ${study.id} has none yet`, {
      hint: "a report needs votes of at least one finished session",
    });
  const manifest = parseDocument(
    Manifest,
    parseJson(files.get("manifest.json") ?? "", "manifest.json"),
    "manifest.json",
  );
  const examples = examplePictures(summary, manifest, inRunFolder(folders.runs, manifest));
  const content = await reportFiles({ summary, files, examples });
  const written =
    out === undefined
      ? writeReportBelow(folders.reports, `${dayOf(lastVoteAt)}-${study.id}`, content)
      : writeReportTo(out, content);
  const pictures = summary.questions.map((question) => winMatrixPicture(summary, question));
  return {
    ...written,
    files: content.size,
    examples: examples.length,
    remarks: fontRemark(pictures),
  };
}
