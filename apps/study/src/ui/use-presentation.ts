import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

/** Which pair is visible, and since when. */
export interface Presentation {
  /** Index of the visible trial; null while boxes are shown instead. */
  shown: number | null;
  /** Clock time of the frame that showed the current pair; null before it and after its answer. */
  onsetMs(): number | null;
  /** The current pair has its answer: presses from now on belong to the next one. */
  close(): void;
  /** In the next frame: `change`, which makes `index` the current trial, and its pair, which must be decoded. */
  turnTo(index: number, change: () => void): void;
}

/** Shows the current pair in one frame as soon as it may be; that frame is its onset. */
export function usePresentation(
  current: number,
  mayShow: boolean,
  onShown: (index: number) => void,
): Presentation {
  const [shown, setShown] = useState<number | null>(null);
  const visible = useRef<number | null>(null);
  const onset = useRef<number | null>(null);
  const inNextFrame = (index: number, change: () => void) =>
    requestAnimationFrame((timeMs) => {
      visible.current = index;
      flushSync(() => {
        change();
        setShown(index);
      });
      onset.current = timeMs;
      onShown(index);
    });
  const show = useRef(inNextFrame);
  useEffect(() => {
    show.current = inNextFrame;
  });
  useEffect(() => {
    if (mayShow && visible.current === current) return; // it came with its turn
    onset.current = null;
    if (!mayShow) {
      visible.current = null;
      setShown(null);
      return;
    }
    const frame = show.current(current, () => undefined);
    return () => cancelAnimationFrame(frame);
  }, [current, mayShow]);
  return {
    shown,
    onsetMs: () => onset.current,
    close: () => {
      onset.current = null;
    },
    turnTo: inNextFrame,
  };
}
