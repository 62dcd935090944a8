import { ChainReport } from "@pairlab/domain/chain-report";
import { KnownError } from "@pairlab/domain/errors";
import { LeakEvidence, type LeakStanding, leakStanding } from "@pairlab/domain/leak-evidence";
import { Manifest } from "@pairlab/domain/manifest";
import { parseDocument } from "@pairlab/domain/parse-document";
import { Plan } from "@pairlab/domain/plan";
import { Study } from "@pairlab/domain/study";
import type { Summary } from "@pairlab/domain/summary";
import { analyse } from "@pairlab/metrics/analyse";
import { readMissingCsv } from "@pairlab/metrics/missing-votes";
import { readVotesCsv } from "@pairlab/metrics/read-votes-csv";
import { designRequest } from "@pairlab/study/core/design-request";
import type { z } from "zod";
import { parseJson } from "./read-document.ts";
import { documentSha256, sha256 } from "./sha256.ts";
import type { FolderContent } from "./write-new-folder.ts";

/** The files an analysis is a function of; whatever else an export holds isn't read. */
export const analysedFiles = [
  "study.json",
  "plan.json",
  "manifest.json",
  "votes.csv",
  "missing.csv",
] as const;

/** What an analysis reads where it is there. */
export const evidenceFiles = ["leaks.json", "chain.json"] as const;

/** All files of a folder that an analysis is a function of. */
export const sourceFiles = [...analysedFiles, ...evidenceFiles];

/**
 * All numbers of a study from its files: the one way from votes to a summary, whether the files come
 * from the database, an export or a report.
 *
 * Throws: KnownError: missing for a file that isn't there, input for one that can't be read or doesn't fit.
 */
export function analyseFiles(files: FolderContent): Summary {
  const text = (name: (typeof analysedFiles)[number]): string => {
    const found = files.get(name);
    if (found !== undefined) return found;
    throw new KnownError("missing", `missing file: ${name}`, {
      hint: `an analysis reads ${analysedFiles.join(", ")}: npx pairlab study export writes them`,
    });
  };
  const document = <S extends z.ZodType>(
    schema: S,
    name: "study.json" | "plan.json" | "manifest.json",
  ) => parseDocument(schema, parseJson(text(name), name), name);
  const { $schema: _schema, ...plan } = document(Plan, "plan.json");
  const manifest = document(Manifest, "manifest.json");
  const manifestSha256 = documentSha256(manifest);
  const leaks = leaksOf(files.get("leaks.json"), manifestSha256);
  designRequest(plan, manifest); // the same check that a study passes when it is created
  return analyse({
    study: document(Study, "study.json"),
    plan,
    manifest,
    votes: readVotesCsv(text("votes.csv"), "votes.csv"),
    missing: readMissingCsv(text("missing.csv"), "missing.csv"),
    ...(leaks && { leaks }),
    chain: chainOf(files.get("chain.json")),
    hashes: {
      planSha256: documentSha256(plan),
      manifestSha256,
      votesSha256: sha256(text("votes.csv")),
      missingSha256: sha256(text("missing.csv")),
    },
  });
}

function leaksOf(text: string | undefined, manifestSha256: string): LeakStanding | undefined {
  if (text === undefined) return undefined;
  const { certificate, pictures } = parseDocument(
    LeakEvidence,
    parseJson(text, "leaks.json"),
    "leaks.json",
  );
  return leakStanding(certificate, documentSha256(certificate), { ...pictures, manifestSha256 });
}

const chainOf = (text: string | undefined): ChainReport | undefined =>
  text === undefined
    ? undefined
    : parseDocument(ChainReport, parseJson(text, "chain.json"), "chain.json");
