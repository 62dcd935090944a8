"use client";

import { isTooSmall, type WindowSize } from "../core/minimum-window.ts";
import { words } from "../texts/en.ts";
import { useWindowSize } from "./use-window-size.ts";

/** Says before anybody agrees that their window is too small; nothing where it is large enough. */
export function WindowNotice({ needed }: { needed: WindowSize }) {
  const size = useWindowSize();
  if (size === null || !isTooSmall(size, needed)) return null;
  return (
    <p className="notice" role="status">
      {words.consent.smallWindow(needed.widthPx, needed.heightPx)}
    </p>
  );
}
