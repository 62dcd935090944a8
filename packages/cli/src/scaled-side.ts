import type { DisplaySize } from "@pairlab/domain/display";
import { KnownError } from "@pairlab/domain/errors";
import { resized } from "@pairlab/pipeline/adapters/png";
import { gridCellPx, pictureGrid } from "@pairlab/pipeline/core/picture-grid";
import type { Pixels } from "@pairlab/pipeline/core/pixels";

/** A picture of a run with the name that messages call it by. */
export interface NamedPicture {
  file: string;
  pixels: Pixels;
}

/**
 * One side of a trial in one display size: a picture, or a set as a grid.
 *
 * Nothing is stretched or unevenly enlarged behind the plan's back.
 * Throws: KnownError (input) for a picture that isn't square or can't be brought to the size by the plan's kernel.
 */
export async function scaledSide(
  parts: readonly NamedPicture[],
  { displayPx, kernel }: DisplaySize,
): Promise<Pixels> {
  const isSet = parts.length > 1;
  const roomPx = isSet ? gridCellPx(parts.length, displayPx) : displayPx;
  const scaled: Pixels[] = [];
  for (const { file, pixels } of parts) {
    checkSquare(pixels, file);
    const times = Math.floor(roomPx / pixels.width);
    const sidePx = isSet && kernel === "nearest" ? times * pixels.width : roomPx;
    if (kernel === "nearest") checkMultiple({ file, sidePx, displayPx, nativePx: pixels.width });
    scaled.push(await resized(pixels, { width: sidePx, height: sidePx }, kernel));
  }
  const [first] = scaled;
  return isSet || first === undefined ? pictureGrid(scaled, displayPx) : first;
}

function checkSquare({ width, height }: Pixels, file: string): void {
  if (width !== height)
    throw new KnownError("input", `invalid picture: ${file} is ${width} × ${height}, not square`, {
      hint: "a study shows square pictures",
    });
}

function checkMultiple(given: {
  file: string;
  sidePx: number;
  displayPx: number;
  nativePx: number;
}): void {
  const { file, sidePx, displayPx, nativePx } = given;
  if (sidePx === 0)
    throw new KnownError(
      "input",
      `invalid displayPx: ${displayPx} has no room for a set of pictures of ${nativePx} (${file})`,
      { hint: `"nearest" repeats whole pixels: use a larger displayPx, or "lanczos3"` },
    );
  if (sidePx % nativePx !== 0)
    throw new KnownError(
      "input",
      `invalid displayPx: ${displayPx} isn't a multiple of ${nativePx} (${file})`,
      {
        hint: `"nearest" repeats whole pixels: use ${nativePx * Math.max(1, Math.round(displayPx / nativePx))}, or "lanczos3"`,
      },
    );
}
