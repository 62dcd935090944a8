import type { Choice } from "@pairlab/domain/vote";
import { type PointerEvent, useRef } from "react";
import type { Side } from "../core/blinding.ts";
import type { Press } from "../core/judge-press.ts";
import { PairImage } from "./pair-image.tsx";
import { type InputDevice, useButtonPress } from "./use-button-press.ts";
import type { Closer } from "./use-closer.ts";
import type { Preload } from "./use-preload.ts";
import { useWords } from "./words-context.tsx";

interface Props {
  preload: Preload;
  shown: number | null;
  committed: Choice | null;
  displayPx: number;
  closer: Closer;
  onPress: (choice: Choice, press: Press, inputDevice: InputDevice) => void;
}

/** Two pictures of one size. Both sides are the same but for their words; the pictures are buttons. */
export function ImagePair(props: Props) {
  return (
    <div className="pair">
      <PictureButton {...props} side="left" />
      <PictureButton {...props} side="right" />
    </div>
  );
}

function PictureButton(props: Props & { side: Side }) {
  const words = useWords();
  const { preload, shown, side, displayPx, committed, closer, onPress } = props;
  const press = useButtonPress((...how) => onPress(side, ...how));
  const follow = useFollow(closer);
  const name = side === "left" ? words.trial.leftPicture : words.trial.rightPicture;
  const classes = ["side", committed === side && "chosen", closer.pan !== null && "closer"];
  return (
    <div className="place">
      <button
        type="button"
        className={classes.filter(Boolean).join(" ")}
        aria-label={name}
        aria-keyshortcuts={side === "left" ? "ArrowLeft" : "ArrowRight"}
        {...press}
        onPointerDown={(event) => {
          press.onPointerDown(event);
          follow.touch(event);
        }}
        onPointerMove={follow.move}
      >
        <svg width={displayPx} height={displayPx} aria-hidden="true" className="box" />
        {preload.wanted.map((trial) => (
          <PairImage
            key={`${trial[side]}#${preload.loadOf(trial.index).attempt}`}
            src={trial[side]}
            alt={name}
            displayPx={displayPx}
            visible={trial.index === shown}
            pan={trial.index === shown ? closer.pan : null}
            onSettled={(outcome) => preload.settle(trial.index, side, outcome)}
          />
        ))}
      </button>
      {shown === null && (
        <span className="loading" aria-hidden="true">
          {words.trial.loading}
        </span>
      )}
    </div>
  );
}

/** A mouse or a pen shows the part it is over; a finger drags from where it came down. */
function useFollow({ pan, panBy, panTo }: Closer) {
  const before = useRef<{ id: number; x: number; y: number } | null>(null);
  return {
    touch: ({ pointerId: id, clientX: x, clientY: y }: PointerEvent) => {
      before.current = { id, x, y };
    },
    move: (event: PointerEvent) => {
      if (pan === null) return;
      const { currentTarget, pointerType, pointerId: id, clientX: x, clientY: y } = event;
      if (pointerType === "touch") {
        if (before.current?.id === id) panBy(before.current.x - x, before.current.y - y);
        before.current = { id, x, y };
        return;
      }
      const { left, top, width, height } = currentTarget.getBoundingClientRect();
      panTo((x - left) / width, (y - top) / height);
    },
  };
}
