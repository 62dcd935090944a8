import type { WindowSize } from "../core/minimum-window.ts";
import { words } from "../texts/en.ts";

/** Asks for a larger window; goes away by itself. */
export function WindowTooSmall({ size, needed }: { size: WindowSize; needed: WindowSize }) {
  return (
    <div className="sheet short" role="status">
      <h1>{words.trial.windowTooSmall(size.widthPx, size.heightPx)}</h1>
      <p>{words.trial.windowNeeded(needed.widthPx, needed.heightPx)}</p>
      <p className="quiet">{words.trial.windowWaits}</p>
    </div>
  );
}
