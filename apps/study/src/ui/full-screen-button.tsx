"use client";

import { useSyncExternalStore } from "react";
import { useWords } from "./words-context.tsx";

const never = () => () => undefined;

/** Makes the window as large as the screen; nothing where a browser doesn't let pages ask for it. */
export function FullScreenButton() {
  const words = useWords();
  const isOffered = useSyncExternalStore(
    never,
    () => document.fullscreenEnabled,
    () => false,
  );
  if (!isOffered) return null;
  return (
    <button
      type="button"
      className="button primary"
      onClick={() => {
        document.documentElement.requestFullscreen().catch(() => undefined); // refused: the window stays as it is
      }}
    >
      {words.trial.fullScreen}
    </button>
  );
}
