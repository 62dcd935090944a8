import { z } from "zod";

/** One size pictures are prepared in, and how they are brought to it. */
export const DisplaySize = z.strictObject({
  displayPx: z.int().min(64).max(1024).describe("side of a picture on the screen, CSS pixels"),
  kernel: z.enum(["nearest", "lanczos3"]).describe("how pictures are scaled to displayPx"),
});
export type DisplaySize = z.infer<typeof DisplaySize>;

/** How pictures are shown: the planned size, and smaller ones for windows that can't hold it. */
export const Display = DisplaySize.extend({
  smaller: z
    .array(DisplaySize)
    .min(1)
    .max(4)
    .optional()
    .describe(
      "sizes for smaller windows, the largest first; a participant gets the largest that fits, and keeps it",
    ),
}).refine(
  (display) => displaySizes(display).every(isBelowTheOneBefore),
  "each size is smaller than the one before",
);
export type Display = z.infer<typeof Display>;

/** Every size of a study, the largest first. */
export const displaySizes = ({
  displayPx,
  kernel,
  smaller = [],
}: DisplaySize & { smaller?: DisplaySize[] | undefined }): DisplaySize[] => [
  { displayPx, kernel },
  ...smaller,
];

const isBelowTheOneBefore = (size: DisplaySize, index: number, all: readonly DisplaySize[]) => {
  const before = all[index - 1];
  return before === undefined || size.displayPx < before.displayPx;
};
