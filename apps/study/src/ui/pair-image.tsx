import { useEffect, useEffectEvent, useRef } from "react";
import type { Pan } from "../core/pan.ts";

/** How one picture's loading ended. */
export interface LoadOutcome {
  /** `late`: it isn't here after ten seconds. It is still being loaded, and another outcome follows when it comes. */
  status: "ready" | "late" | "failed";
  /** Side of the file, pixels; null: it didn't come. */
  stimulusPx: number | null;
  /** From asking for it until it was decoded, failed, or was late. */
  loadMs: number;
}

const lateAfterMs = 10_000;

/** One picture, hidden until its turn; tells when it is decoded, won't be, or isn't yet. */
export function PairImage(props: {
  src: string;
  alt: string;
  displayPx: number;
  visible: boolean;
  /** The part that a closer view shows; null: the whole picture. */
  pan: Pan | null;
  onSettled: (outcome: LoadOutcome) => void;
}) {
  const image = useRef<HTMLImageElement>(null);
  const settled = useEffectEvent(props.onSettled);
  useEffect(() => {
    const startMs = performance.now();
    let waiting = true;
    const settle = (status: LoadOutcome["status"]) => {
      if (!waiting) return;
      waiting = status === "late";
      const stimulusPx = status === "ready" ? (image.current?.naturalWidth ?? null) : null;
      settled({ status, stimulusPx, loadMs: performance.now() - startMs });
    };
    const timer = setTimeout(() => settle("late"), lateAfterMs);
    image.current?.decode().then(
      () => settle("ready"),
      () => settle("failed"),
    );
    return () => {
      waiting = false;
      clearTimeout(timer);
    };
  }, []);
  const { pan, displayPx } = props;
  const sidePx = pan === null ? displayPx : 2 * displayPx;
  return (
    // biome-ignore lint/performance/noImgElement: the bytes must reach the screen as they were prepared
    <img
      ref={image}
      src={props.src}
      alt={props.alt}
      width={sidePx}
      height={sidePx}
      style={pan === null ? undefined : { left: -pan.x, top: -pan.y }}
      decoding="sync"
      className={props.visible ? "picture shown" : "picture"}
      draggable={false}
    />
  );
}
