import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { FitDocument, FitsByQuestion } from "@pairlab/domain/fit-document";
import { type ChartKind, namedPicture } from "@pairlab/metrics/charts/named-picture";
import type { Picture } from "@pairlab/metrics/charts/picture";
import { strengthPicture } from "@pairlab/metrics/charts/strength-chart";
import { z } from "zod";
import { readDocument } from "./read-document.ts";
import { readSummary } from "./read-summary.ts";

const IsFit = z.object({ model: z.string(), items: z.array(z.unknown()) });
const AreFits = z.object({ questions: z.array(z.object({ fit: z.unknown() })) });

/**
 * One chart of one document: a `summary.json`, or what `pairlab fit --json` printed.
 *
 * Throws: KnownError: missing for no such file, or for numbers that the document lacks; input for another kind of
 *         document, an unknown question, or a kind of chart that the document has none of.
 */
export function chartOf(file: string, kind: ChartKind | "strengths", question?: string): Picture {
  const found = readDocument(z.unknown(), file);
  const fits = AreFits.safeParse(found).success && readDocument(FitsByQuestion, file).questions;
  const isFit = IsFit.safeParse(found).success;
  if (!isFit && !fits) {
    if (kind === "strengths")
      throw mismatched(file, "strengths are drawn from what `pairlab fit --json` printed");
    return namedPicture(readSummary(file), kind, question);
  }
  if (kind !== "strengths") throw mismatched(file, "a fit has a chart of strengths and no other");
  return strengthPicture(fits ? askedFit(fits, question) : readDocument(FitDocument, file));
}

function askedFit(
  fits: z.infer<typeof FitsByQuestion>["questions"],
  question: string | undefined,
): FitDocument {
  const [only] = question === undefined && fits.length === 1 ? fits : [];
  const asked = only ?? fits.find((one) => one.question === question);
  if (asked !== undefined) return asked.fit;
  throw new KnownError("input", `unknown question: ${question ?? "none is named"}`, {
    hint: `the file has ${fits.map((one) => one.question).join(", ")}`,
  });
}

const mismatched = (file: string, hint: string): KnownError =>
  new KnownError(
    "input",
    `mismatched --kind: ${path.relative(process.cwd(), file) || file} is another kind of document`,
    { hint },
  );
