import { useRef, useState } from "react";
import { moved, type Pan } from "../core/pan.ts";

/** The closer view: both pictures at twice their size, showing the same part. */
export interface Closer {
  /** The part that is shown; null: the whole pictures. */
  pan: Pan | null;
  toggle(): void;
  leave(): void;
  /** By CSS pixels. */
  panBy(right: number, down: number): void;
  /** To a place from 0 (left, top) to 1 (right, bottom). */
  panTo(right: number, down: number): void;
  /** A pair has appeared: whole, and with nothing counted yet. */
  restart(): void;
  /** For how long and how often the current pair was looked at closely. */
  read(): { zoomMs: number; flips: number };
}

/** The closer view of pictures that are `displayPx` wide and high. */
export function useCloser(displayPx: number): Closer {
  const [pan, setPan] = useState<Pan | null>(null);
  const spent = useRef({ ms: 0, times: 0, sinceMs: null as number | null });
  const untilNow = () => {
    const { ms, sinceMs } = spent.current;
    return ms + (sinceMs === null ? 0 : performance.now() - sinceMs);
  };
  const leave = () => {
    spent.current = { ...spent.current, ms: untilNow(), sinceMs: null };
    setPan(null);
  };
  const enter = () => {
    spent.current.times += 1;
    spent.current.sinceMs = performance.now();
    setPan({ x: Math.round(displayPx / 2), y: Math.round(displayPx / 2) });
  };
  return {
    ...{ pan, leave },
    toggle: () => (pan === null ? enter() : leave()),
    panBy: (right, down) =>
      setPan((at) => at && moved({ x: at.x + right, y: at.y + down }, displayPx)),
    panTo: (right, down) =>
      setPan((at) => at && moved({ x: right * displayPx, y: down * displayPx }, displayPx)),
    restart: () => {
      spent.current = { ms: 0, times: 0, sinceMs: null };
      setPan(null);
    },
    read: () => ({ zoomMs: untilNow(), flips: spent.current.times }),
  };
}
