import "server-only";
import { createHash } from "node:crypto";
import path from "node:path";
import { readLeakFile } from "@pairlab/db/leak-file";
import { namesSha256, pictureNames } from "@pairlab/db/picture-hashes";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import { KnownError } from "@pairlab/domain/errors";
import { leakStanding } from "@pairlab/domain/leak-evidence";
import { leakWords } from "@pairlab/metrics/charts/leak-words";
import { app } from "./app.ts";
import type { StudyRecord } from "./repository/study-record.ts";

/**
 * What is known of a study's leaks, as a sentence.
 *
 * By the names of its pictures alone: reading gigabytes would hold up participants. An export reads their bytes.
 */
export async function leakRemark({
  id,
  manifestSha256,
}: Pick<StudyRecord, "id" | "manifestSha256">): Promise<string> {
  const folder = path.join(app().dataDir, "stimuli", id);
  try {
    const certificate = readLeakFile(folder);
    if (certificate === undefined) return leakWords(undefined);
    const sha256 = createHash("sha256").update(canonicalJson(certificate)).digest("hex");
    const now = { manifestSha256, namesSha256: namesSha256(await pictureNames(folder)) };
    return leakWords(leakStanding(certificate, sha256, now));
  } catch (error) {
    if (error instanceof KnownError) return "not tested: the certificate can't be read";
    throw error;
  }
}
