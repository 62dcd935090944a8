import { useEffect, useRef } from "react";

export interface Attention {
  /** A pair has appeared: counts begin anew. */
  restart(): void;
  /** Since then: milliseconds in which the page wasn't visible, and how often the window lost the focus. */
  read(): { hiddenMs: number; blurCount: number };
}

/** Whether somebody can have been looking at the page. */
export function useAttention(): Attention {
  const blurs = useRef(0);
  const hidden = useRef({ ms: 0, sinceMs: null as number | null });
  useEffect(() => {
    const blur = () => {
      blurs.current += 1;
    };
    const change = () => {
      const { ms, sinceMs } = hidden.current;
      const now = performance.now();
      if (document.visibilityState === "hidden") hidden.current.sinceMs ??= now;
      else hidden.current = { ms: ms + (sinceMs === null ? 0 : now - sinceMs), sinceMs: null };
    };
    addEventListener("blur", blur);
    document.addEventListener("visibilitychange", change);
    return () => {
      removeEventListener("blur", blur);
      document.removeEventListener("visibilitychange", change);
    };
  }, []);
  return {
    restart: () => {
      blurs.current = 0;
      const isHidden = document.visibilityState === "hidden";
      hidden.current = { ms: 0, sinceMs: isHidden ? performance.now() : null };
    },
    read: () => ({ hiddenMs: hidden.current.ms, blurCount: blurs.current }),
  };
}
