import type { WindowSize } from "../core/minimum-window.ts";
import { FullScreenButton } from "./full-screen-button.tsx";
import { useWords } from "./words-context.tsx";

/** Asks for a larger window and goes away by itself; or lets those go who have none. */
export function WindowTooSmall(props: { size: WindowSize; needed: WindowSize; stopHref: string }) {
  const words = useWords();
  const { size, needed, stopHref } = props;
  return (
    <div className="sheet short">
      <div role="status">
        <h1>{words.trial.windowTooSmall(size.widthPx, size.heightPx)}</h1>
      </div>
      <p>{words.trial.windowNeeded(needed.widthPx, needed.heightPx)}</p>
      <p>{words.trial.windowWaits}</p>
      <p className="actions">
        <FullScreenButton />
        <a className="button" href={stopHref}>
          {words.trial.windowStays}
        </a>
      </p>
    </div>
  );
}
