import { z } from "zod";
import { Identifier } from "./identifier.ts";

const share = z.number().min(0).max(1);

/** Where a published value comes from, and so how far it can be trusted. */
export const PublishedKind = z
  .enum(["quoted", "digitised", "recomputed", "recalled", "not published as numbers"])
  .describe(
    "quoted: printed as a number; digitised: read off a drawing; recomputed: from their own votes; recalled: from memory, to be confirmed",
  );
export type PublishedKind = z.infer<typeof PublishedKind>;

/** What somebody else published of a pair that this study compares too. Nothing here is ever filled in by guess. */
export const PublishedClaim = z
  .strictObject({
    id: Identifier,
    questionId: Identifier,
    a: Identifier.describe("arm id; the value is the share of votes for it"),
    b: Identifier.describe("arm id"),
    claim: z.string().min(1).max(300).describe("what they say, in a sentence"),
    prefers: z.enum(["a", "b"]).optional().describe("the arm they say is preferred"),
    value: share.nullable().describe("share of votes for a; null where no number was published"),
    kind: PublishedKind,
    n: z.int().positive().optional().describe("votes behind their value"),
    standardError: z.number().positive().optional(),
    digitisationHalfWidth: z
      .number()
      .gt(0)
      .lt(0.5)
      .optional()
      .describe("how far a value read off a drawing can be off, both ways"),
    ties: z
      .enum(["none", "half", "drop", "unknown"])
      .default("unknown")
      .describe("their rule; none: forced choice"),
    notComparable: z
      .string()
      .min(1)
      .max(300)
      .optional()
      .describe("why their number and ours can't be held side by side, where that is so"),
    margin: z
      .number()
      .gt(0)
      .lt(0.5)
      .optional()
      .describe("a difference of shares that is still a reproduction; no default"),
    source: z.string().min(1).max(300).describe("paper, table or figure, page"),
    enteredBy: z.string().min(1).max(120),
  })
  .refine(({ value, kind }) => (value === null) === (kind === "not published as numbers"), {
    error: "a value is null exactly when its kind is 'not published as numbers'",
    path: ["value"],
  })
  .refine(({ value, margin }) => value === null || margin !== undefined, {
    error: "a published value needs the margin within which it counts as reproduced",
    path: ["margin"],
  })
  .refine((claim) => claim.kind !== "digitised" || claim.digitisationHalfWidth !== undefined, {
    error: "a digitised value says how far it can be off",
    path: ["digitisationHalfWidth"],
  })
  .refine(({ a, b }) => a !== b, { error: "names two different arms", path: ["b"] });
export type PublishedClaim = z.infer<typeof PublishedClaim>;
