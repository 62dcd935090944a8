import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { type ChartKind, questionKinds, studyKinds } from "@pairlab/metrics/charts/named-picture";
import type { Picture } from "@pairlab/metrics/charts/picture";
import { chartOf } from "../chart-source.ts";
import { examples } from "../examples.ts";
import { fontRemark } from "../font-remark.ts";
import { oneOf } from "../one-of.ts";
import { tableLines } from "../table-lines.ts";
import type { Terminal } from "../terminal.ts";
import { writeWholeFile } from "../write-whole-file.ts";
import type { Configure } from "./table.ts";

const kinds = [...questionKinds, ...studyKinds, "strengths"] as const;

interface Options {
  kind: ChartKind | "strengths";
  question?: string;
  out?: string;
  table?: true;
}

/** `pairlab chart`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<document>", "a summary.json, or what `pairlab fit --json` printed")
    .requiredOption("--kind <name>", kinds.join(", "), oneOf("--kind", kinds))
    .option("--question <id>", "which question; needed where the document has several")
    .option("--out <file>", "the chart: .png, .svg or .pdf")
    .option("--table", "print its numbers as a table")
    .addHelpText(
      "before",
      examples(
        "npx pairlab chart exports/demo-simulated.summary.json --kind forest --question quality --out forest.pdf",
        "npx pairlab chart fit.json --kind strengths --table",
      ),
    )
    .action(async (document: string, options: Options) => {
      await runChart(context().terminal, document, options);
    });
};

async function runChart(
  terminal: Terminal,
  document: string,
  { kind, question, out, table }: Options,
): Promise<void> {
  if (out === undefined && table === undefined)
    throw new KnownError("input", "missing --out: nothing says where the chart goes", {
      hint: "name a file that ends in .png, .svg or .pdf, or ask for --table",
    });
  const format = out === undefined ? undefined : formatOf(out);
  const picture = chartOf(path.resolve(document), kind, question);
  const written = format && {
    format,
    ...(await drawnTo(picture, path.resolve(out ?? ""), format)),
  };
  const line = written && `${written.status === "same" ? "unchanged" : "wrote"}  ${written.file}`;
  if (table && line !== undefined) terminal.say(line);
  for (const remark of fontRemark([picture])) terminal.say(remark);
  const { name, alt, width, height, table: numbers } = picture;
  terminal.result(table ? tableLines(numbers).join("\n") : (line ?? ""), {
    name,
    kind,
    alt,
    width,
    height,
    ...written,
    table: numbers,
  });
}

const formats = ["png", "svg", "pdf"] as const;
type Format = (typeof formats)[number];

function formatOf(file: string): Format {
  const ending = path.extname(file).slice(1).toLowerCase();
  const format = formats.find((known) => known === ending);
  if (format !== undefined) return format;
  throw new KnownError("input", `unknown format: ${path.basename(file)} (--out)`, {
    hint: "name a file that ends in .png, .svg or .pdf",
  });
}

async function drawnTo(picture: Picture, file: string, format: Format) {
  const { renderPicture } = await import("@pairlab/metrics/adapters/render"); // loads the canvas
  return { file, status: writeWholeFile(file, (await renderPicture(picture))[format]) };
}
