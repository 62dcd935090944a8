import { z } from "zod";
import { Sha256, Timestamp } from "./identifier.ts";
import { Adversary, LeakCertificate, PictureHashes } from "./leak-certificate.ts";

/** A study's certificate beside the pictures that it shows now. `leaks.json` of an export. */
export const LeakEvidence = z.strictObject({
  version: z.literal(1),
  pictures: PictureHashes.describe("when it was exported"),
  certificate: LeakCertificate,
});
export type LeakEvidence = z.infer<typeof LeakEvidence>;

/** What a certificate says of a study as it is now. */
export const LeakStanding = z.strictObject({
  verdict: z.enum(["at chance", "exact checks passed", "leak found", "made for other pictures"]),
  certificateSha256: Sha256.describe("of the certificate as canonical JSON"),
  createdAt: Timestamp,
  trials: z.int().min(0).describe("pairs of pictures that were served for it"),
  accuracy: Adversary.shape.accuracy.optional().describe("absent where times weren't tested"),
});
export type LeakStanding = z.infer<typeof LeakStanding>;

/** What a study is now: the bytes are left out by who can't read gigabytes. */
export type PicturesNow = Pick<LeakCertificate, "manifestSha256"> &
  Pick<PictureHashes, "namesSha256"> &
  Partial<Pick<PictureHashes, "bytesSha256">>;

/** What a certificate is worth for the pictures that a study shows now. */
export function leakStanding(
  { pictures, manifestSha256, createdAt, served, ...certificate }: LeakCertificate,
  certificateSha256: string,
  now: PicturesNow,
): LeakStanding {
  const isOfThese =
    manifestSha256 === now.manifestSha256 &&
    pictures.namesSha256 === now.namesSha256 &&
    pictures.bytesSha256 === (now.bytesSha256 ?? pictures.bytesSha256);
  const { adversary } = certificate;
  return {
    verdict: isOfThese ? verdictOf(certificate) : "made for other pictures",
    ...{ certificateSha256, createdAt, trials: served.trials },
    ...(adversary && { accuracy: adversary.accuracy }),
  };
}

function verdictOf({
  passes,
  adversary,
}: Pick<LeakCertificate, "passes" | "adversary">): LeakStanding["verdict"] {
  if (!passes) return "leak found";
  return adversary === undefined ? "exact checks passed" : "at chance";
}
