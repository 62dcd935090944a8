import { z } from "zod";
import { Sha256, Timestamp } from "./identifier.ts";

const count = z.int().min(0);

/** The last entry of a study's chain: whoever keeps it can prove later what the study was then. */
export const ChainHead = z.strictObject({ seq: count, at: Timestamp, hash: Sha256 });
export type ChainHead = z.infer<typeof ChainHead>;

/** A study's hash chain, as it was recomputed from the database when files were written: `chain.json`. */
export const ChainReport = z.strictObject({
  version: z.literal(1),
  entries: count,
  head: ChainHead.nullable().describe("null: nothing has happened yet"),
  erasures: count.describe("people whose answers were deleted, as they asked"),
  faults: count.describe("places where something isn't as it was written; 0: the chain holds"),
  firstFaults: z.array(z.string()).max(20).describe("the first of them, a sentence each"),
});
export type ChainReport = z.infer<typeof ChainReport>;
