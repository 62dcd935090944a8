import "server-only";
import { readdir, readFile, realpath } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { app } from "./app.ts";

const contentTypes: ReadonlyMap<string, string> = new Map([
  [".html", "text/html; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".json", "application/json"],
  [".jsonl", "application/jsonl"],
  [".csv", "text/csv; charset=utf-8"],
  [".png", "image/png"],
  [".svg", "image/svg+xml"],
  [".pdf", "application/pdf"],
  [".zip", "application/zip"],
]);
const plainName = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;
const SummaryHead = z.object({ study: z.object({ id: z.string() }) });

/** A report's file with its type; undefined for what isn't there or lies outside the folder. */
export async function readReportFile(
  segments: readonly string[],
): Promise<{ bytes: Uint8Array; contentType: string } | undefined> {
  if (segments.length < 2 || !segments.every((segment) => plainName.test(segment)))
    return undefined;
  try {
    const root = await realpath(app().reportsDir);
    const file = await realpath(path.join(root, ...segments));
    if (!file.startsWith(root + path.sep)) return undefined; // a link that leads elsewhere
    const contentType = contentTypes.get(path.extname(file)) ?? "text/plain; charset=utf-8";
    return { bytes: new Uint8Array(await readFile(file)), contentType };
  } catch {
    return undefined; // no such file: the caller says so
  }
}

/** The address of a report: of the folder of this name, else the newest of the study of this id. */
export async function reportAddress(name: string): Promise<string | undefined> {
  const page = [name, "index.html"];
  return (await readReportFile(page)) === undefined ? reportOf(name) : `/reports/${page.join("/")}`;
}

/** The newest report of a study, as an address; undefined when there is none. */
export async function reportOf(studyId: string): Promise<string | undefined> {
  const root = app().reportsDir;
  const folders = await readdir(root).catch(() => []); // no report was made yet
  for (const folder of folders.sort(byDateAndNumber).reverse())
    if ((await studyOfReport([folder])) === studyId) return `/reports/${folder}/index.html`;
  return undefined;
}

// Folders begin with their date; the second and the tenth of a day end with -2 and -10.
const byDateAndNumber = new Intl.Collator("en", { numeric: true }).compare;

/** The study a report is of; undefined where there is no report, or one that is being written. */
export async function studyOfReport(folder: readonly string[]): Promise<string | undefined> {
  const found = await readReportFile([...folder, "summary.json"]);
  if (found === undefined) return undefined;
  try {
    return SummaryHead.parse(JSON.parse(new TextDecoder().decode(found.bytes))).study.id;
  } catch {
    return undefined; // not a summary
  }
}
