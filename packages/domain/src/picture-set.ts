import { z } from "zod";

/** Sets are compared instead of single pictures: each is one prepared grid of a prompt's pictures by one arm. */
export const PictureSet = z.strictObject({
  pictures: z.int().min(2).max(16).describe("as many as the run has seeds; in the seeds' order"),
});
export type PictureSet = z.infer<typeof PictureSet>;
