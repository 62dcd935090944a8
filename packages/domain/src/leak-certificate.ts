import { z } from "zod";
import { Identifier, Sha256 } from "./identifier.ts";
import { StudyLanguage } from "./study-language.ts";

const share = z.number().min(0).max(1);
const count = z.int().min(0);

/** One thing that must be so, exactly. */
export const LeakCheck = z.strictObject({
  name: z.string().min(1),
  holds: z.boolean(),
  found: z.string().describe("what was looked at and, where it doesn't hold, the first difference"),
});
export type LeakCheck = z.infer<typeof LeakCheck>;

/** What somebody could find out who knows everything but the pixels. */
export const Adversary = z.strictObject({
  permutations: count.describe("of the labels within each session"),
  arms: count,
  sessions: z.strictObject({ trained: count, tested: count }),
  accuracy: z.strictObject({
    share: share.describe("of the tested pictures whose arm the classifier named"),
    lower: share.describe("95 % interval over sessions"),
    upper: share,
    pictures: count,
    chance: share.describe("the mean over permutations"),
  }),
  tests: z
    .array(z.strictObject({ name: z.string(), p: share, adjusted: share }))
    .describe("the classifier and each feature; adjusted after Holm, all of them one family"),
  constant: z.array(z.string()).describe("features that were the same in every row: no test"),
  holds: z.boolean().describe("no adjusted p is 0.05 or less"),
});
export type Adversary = z.infer<typeof Adversary>;

/** The prepared pictures of a study as hashes, all of its display sizes. */
export const PictureHashes = z.strictObject({
  files: count,
  namesSha256: Sha256.describe("of the files' names below the study's folder, sorted, a line each"),
  bytesSha256: Sha256.describe("of lines `<SHA-256 of a file>  <name>`, sorted by name"),
});
export type PictureHashes = z.infer<typeof PictureHashes>;

/** What was done to find out whether a study's pictures betray their arms, and what came of it. */
export const LeakCertificate = z.strictObject({
  version: z.literal(2),
  studyId: Identifier,
  designSha256: Sha256,
  manifestSha256: Sha256,
  pictures: PictureHashes.describe("of what was served"),
  pairlab: z.string().describe("version of the app that served them"),
  createdAt: z.iso.datetime(),
  seed: z.int().describe("of answers, order of requests, permutations"),
  depth: z.enum(["exact", "full"]).describe("exact: times weren't tested; full: on this host"),
  host: z.strictObject({ platform: z.string(), cpu: z.string(), node: z.string() }),
  served: z.strictObject({
    sessions: count,
    trials: count.describe("each of two pictures"),
    seconds: z.number().min(0),
    displaySizes: z.array(z.int().min(1)).describe("CSS pixels, each with visitors of its own"),
    languages: z.array(StudyLanguage).describe("likewise"),
  }),
  checks: z.array(LeakCheck).min(1),
  adversary: Adversary.optional().describe("over HTTP"),
  browser: Adversary.optional().describe("in Chromium: page, storage and the page's own timings"),
  passes: z.boolean(),
});
export type LeakCertificate = z.infer<typeof LeakCertificate>;
