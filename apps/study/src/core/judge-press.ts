/** One press of a key or of a button, on the browser's event clock. */
export interface Press {
  atMs: number;
  /** The key was held down. */
  repeat: boolean;
  /** `detail` of a click: 2 and more are double clicks; 0 for keys and assistive technology. */
  clickDetail: number;
  /** When the pointer went down, for clicks of a pointer. */
  pointerDownMs: number | null;
}

/** Milliseconds after both pictures became visible in which a press can't be an answer to them. */
export const guardMs = 200;

/**
 * Whether a press is an answer to the pair that has been visible since `onsetMs` (null: not yet).
 * What isn't is ignored and counted.
 */
export function isAnswer(press: Press, onsetMs: number | null): boolean {
  if (onsetMs === null || press.repeat || press.clickDetail > 1) return false;
  if (press.pointerDownMs !== null && press.pointerDownMs < onsetMs) return false;
  return press.atMs - onsetMs >= guardMs;
}
