import { analyseFiles } from "./analyse-files.ts";
import { analysisSource } from "./analysis-source.ts";
import type { CommandContext } from "./command-context.ts";

/** A study's report; the same votes and the same program again change nothing. */
export async function prepareReport(context: CommandContext, studyId: string): Promise<void> {
  const { writeReport } = await import("./report/write-report.ts"); // loads the canvas
  const files = await analysisSource(context, studyId);
  await writeReport(context, { summary: analyseFiles(files), files });
}
