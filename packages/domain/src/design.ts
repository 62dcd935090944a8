import { z } from "zod";
import { Identifier, Sha256 } from "./identifier.ts";
import { TrialRole } from "./vote.ts";

/** One trial of a form: which arms meet on which prompt, and who stands where. */
export const DesignTrial = z.strictObject({
  index: z.int().min(0).describe("0-based place in the form"),
  block: z.int().min(0).describe("0-based; one question a block"),
  questionId: Identifier,
  promptId: Identifier,
  left: Identifier.describe("arm on the left"),
  right: Identifier.describe("arm on the right"),
  role: TrialRole,
  expected: z
    .enum(["left", "right"])
    .optional()
    .describe("what an attention check asks for, or which side of a control shows the prompt"),
  leftPromptId: Identifier.optional().describe("whose picture the left is, if not the prompt's"),
  rightPromptId: Identifier.optional().describe("whose picture the right is, if not the prompt's"),
});
export type DesignTrial = z.infer<typeof DesignTrial>;

/** One participant's ordered trials. Twins see the same tasks, sides swapped, order reversed. */
export const DesignForm = z.strictObject({
  index: z.int().min(0),
  twinOf: z.int().min(0).nullable(),
  trials: z.array(DesignTrial).min(1),
});
export type DesignForm = z.infer<typeof DesignForm>;

/** Every form of a study: a pure function of plan and manifest. `design.json`. */
export const Design = z.strictObject({
  version: z.literal(1),
  planSha256: Sha256,
  forms: z.array(DesignForm).min(1),
});
export type Design = z.infer<typeof Design>;
