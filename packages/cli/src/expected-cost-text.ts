import type { ExpectedCost } from "@pairlab/pipeline/core/painting-speeds";
import { byteText, durationText } from "./terminal.ts";

/** Disk and time of pictures that are still to be made, in one or two lines. */
export function expectedCostText({ seconds, bytes, unmeasuredArmIds }: ExpectedCost): string {
  if (bytes === 0) return "nothing to make";
  if (seconds !== null)
    return `about ${byteText(bytes)} on disk and ${durationText(seconds)}, as measured here before`;
  const arms = unmeasuredArmIds.join(", ");
  return (
    `at most ${byteText(bytes)} on disk; time unknown: never measured here for ${arms}\n` +
    "make a few with --limit 8 and ask again"
  );
}
