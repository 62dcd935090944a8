import { useEffect, useEffectEvent, useRef } from "react";

/** How one picture's loading ended. */
export interface LoadOutcome {
  status: "ready" | "failed";
  /** From asking for it until it was decoded, or until it was given up. */
  loadMs: number;
}

const giveUpAfterMs = 10_000;

/** One picture, hidden until its turn; tells once when it is decoded or won't be. */
export function PairImage(props: {
  src: string;
  alt: string;
  displayPx: number;
  visible: boolean;
  onSettled: (outcome: LoadOutcome) => void;
}) {
  const image = useRef<HTMLImageElement>(null);
  const settled = useEffectEvent(props.onSettled);
  useEffect(() => {
    const startMs = performance.now();
    let waiting = true;
    const settle = (status: LoadOutcome["status"]) => {
      if (!waiting) return;
      waiting = false;
      settled({ status, loadMs: performance.now() - startMs });
    };
    const timer = setTimeout(() => settle("failed"), giveUpAfterMs);
    image.current?.decode().then(
      () => settle("ready"),
      () => settle("failed"),
    );
    return () => {
      waiting = false;
      clearTimeout(timer);
    };
  }, []);
  return (
    // biome-ignore lint/performance/noImgElement: the bytes must reach the screen as they were prepared
    <img
      ref={image}
      src={props.src}
      alt={props.alt}
      width={props.displayPx}
      height={props.displayPx}
      className={props.visible ? "picture shown" : "picture"}
      draggable={false}
    />
  );
}
