import { z } from "zod";

/** A remark that changes how a number should be read. */
export const Note = z.strictObject({
  code: z.enum([
    "fewClusters",
    "varianceFloored",
    "iidAssumed",
    "tiesDropped",
    "orderNoise",
    "replicatesUnusable",
    "boundary",
    "exploratory",
    "regularised",
    "addsNothing",
    "noTwoWay",
    "adaptivePairs",
  ]),
  text: z.string().min(1).describe("a sentence for readers"),
});
export type Note = z.infer<typeof Note>;

/** Too little data for any number. */
export const Insufficient = z.strictObject({
  status: z.literal("insufficient"),
  reason: z.string(),
  have: z.number(),
  need: z.number(),
});

/** Data exist, but the quantity is not identified. */
export const Undetermined = z.strictObject({
  status: z.literal("undetermined"),
  reason: z.string(),
  detail: z.array(z.array(z.string())).optional().describe("for example the separate components"),
});

/** The arithmetic did not succeed; there is no number. */
export const Failed = z.strictObject({ status: z.literal("failed"), reason: z.string() });

/** A number, or an honest word why there is none. A missing number is never 0, NaN or null. */
export type Result<T> =
  | { status: "ok"; value: T; notes: Note[] }
  | z.infer<typeof Insufficient>
  | z.infer<typeof Undetermined>
  | z.infer<typeof Failed>;

/** The schema of a {@link Result} whose value has the given schema. */
export const resultOf = <S extends z.ZodType>(value: S) =>
  z.discriminatedUnion("status", [
    z.strictObject({ status: z.literal("ok"), value, notes: z.array(Note) }),
    Insufficient,
    Undetermined,
    Failed,
  ]);
