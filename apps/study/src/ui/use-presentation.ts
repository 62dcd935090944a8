import { useEffect, useEffectEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";

/** Which pair is visible, and since when. */
export interface Presentation {
  /** Index of the visible trial; null while boxes are shown instead. */
  shown: number | null;
  /** Clock time of the frame that showed the current pair; null before it and after its answer. */
  onsetMs(): number | null;
  /** The current pair has its answer: presses from now on belong to the next one. */
  close(): void;
}

/** Shows the current pair in one frame as soon as it may be; that frame is its onset. */
export function usePresentation(
  current: number,
  mayShow: boolean,
  onShown: (index: number) => void,
): Presentation {
  const [shown, setShown] = useState<number | null>(null);
  const onset = useRef<number | null>(null);
  const announce = useEffectEvent(onShown);
  useEffect(() => {
    onset.current = null;
    if (!mayShow) {
      setShown(null);
      return;
    }
    const frame = requestAnimationFrame((timeMs) => {
      flushSync(() => setShown(current));
      onset.current = timeMs;
      announce(current);
    });
    return () => cancelAnimationFrame(frame);
  }, [current, mayShow]);
  return {
    shown,
    onsetMs: () => onset.current,
    close: () => {
      onset.current = null;
    },
  };
}
