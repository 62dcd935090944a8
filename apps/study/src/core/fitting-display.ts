import { at } from "@pairlab/domain/at";
import { isTooSmall, minimumWindow, type WindowSize } from "./minimum-window.ts";

/**
 * The largest size whose two pictures and words a window holds, in CSS pixels; the smallest where none fits, the
 * largest where the window isn't known.
 *
 * `sizesPx`: one or more, the largest first. `longestPrompt`: of the trials that are to be shown; null: none is.
 */
export function fittingDisplayPx(
  sizesPx: readonly number[],
  window: WindowSize | null,
  longestPrompt: string | null,
): number {
  if (window === null) return at(sizesPx, 0);
  const fits = sizesPx.find((px) => !isTooSmall(window, minimumWindow(px, longestPrompt)));
  return fits ?? at(sizesPx, sizesPx.length - 1);
}
