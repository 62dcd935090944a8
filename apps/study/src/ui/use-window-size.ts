import { useSyncExternalStore } from "react";
import type { WindowSize } from "../core/minimum-window.ts";

const subscribe = (changed: () => void) => {
  addEventListener("resize", changed);
  return () => removeEventListener("resize", changed);
};
const serverSnapshot = "";

/** The window's inner size in CSS pixels, live; null until the browser has said it. */
export function useWindowSize(): WindowSize | null {
  const text = useSyncExternalStore(
    subscribe,
    () => `${innerWidth} ${innerHeight}`,
    () => serverSnapshot,
  );
  if (text === serverSnapshot) return null;
  const [widthPx = 0, heightPx = 0] = text.split(" ").map(Number);
  return { widthPx, heightPx };
}
