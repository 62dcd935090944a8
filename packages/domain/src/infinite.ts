import { z } from "zod";

/** A quantity that grows beyond all numbers, such as the strength of an item that always won. */
export const Infinite = z.strictObject({
  kind: z.literal("infinite"),
  sign: z.union([z.literal(1), z.literal(-1)]),
});
export type Infinite = z.infer<typeof Infinite>;
