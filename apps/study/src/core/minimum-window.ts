export interface WindowSize {
  widthPx: number;
  heightPx: number;
}

const besideThePicturesPx = 44; // margins, and the gap between the two
const aroundThePicturesPx = 196; // the top line, a prompt of one line, the question, choices, tools
const lineHeightPx = 27;
const charactersPerPx = 1 / 8.5;

/** The smallest window that holds two pictures and the words around them without scrolling. */
export function minimumWindow(displayPx: number, longestPrompt: string | null): WindowSize {
  const charactersPerLine = 2 * displayPx * charactersPerPx;
  const lines = Math.max(1, Math.ceil((longestPrompt?.length ?? 0) / charactersPerLine));
  return {
    widthPx: 2 * displayPx + besideThePicturesPx,
    heightPx: displayPx + aroundThePicturesPx + lineHeightPx * (lines - 1),
  };
}

/** Whether a window is smaller than needed, in either direction. */
export const isTooSmall = (size: WindowSize, needed: WindowSize): boolean =>
  size.widthPx < needed.widthPx || size.heightPx < needed.heightPx;
