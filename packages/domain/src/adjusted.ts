import { z } from "zod";

/** P-values adjusted for their number, in input order. What `pairlab adjust --json` prints. */
export const Adjusted = z.strictObject({ adjusted: z.array(z.number().min(0).max(1)) });
export type Adjusted = z.infer<typeof Adjusted>;
