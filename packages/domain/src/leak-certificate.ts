import { z } from "zod";
import { Identifier } from "./identifier.ts";

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
  holds: z.boolean().describe("no adjusted p is 0.05 or less"),
});
export type Adversary = z.infer<typeof Adversary>;

/** What was done to find out whether a study's pictures betray their arms, and what came of it. */
export const LeakCertificate = z.strictObject({
  version: z.literal(1),
  studyId: Identifier,
  designSha256: z.string(),
  manifestSha256: z.string(),
  createdAt: z.iso.datetime(),
  depth: z.enum(["exact", "full"]).describe("exact: times weren't tested; full: on this host"),
  host: z.strictObject({ platform: z.string(), cpu: z.string(), node: z.string() }),
  served: z.strictObject({ sessions: count, trials: count, seconds: z.number().min(0) }),
  checks: z.array(LeakCheck).min(1),
  adversary: Adversary.optional().describe("over HTTP"),
  browser: Adversary.optional().describe("in Chromium: page, storage and the page's own timings"),
  passes: z.boolean(),
});
export type LeakCertificate = z.infer<typeof LeakCertificate>;
