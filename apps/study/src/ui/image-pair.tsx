import type { Choice } from "@pairlab/domain/vote";
import type { Side } from "../core/blinding.ts";
import type { Press } from "../core/judge-press.ts";
import { PairImage } from "./pair-image.tsx";
import { type InputDevice, useButtonPress } from "./use-button-press.ts";
import type { Preload } from "./use-preload.ts";
import { useWords } from "./words-context.tsx";

interface Props {
  preload: Preload;
  shown: number | null;
  committed: Choice | null;
  displayPx: number;
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
  const { preload, shown, side, displayPx, committed, onPress } = props;
  const press = useButtonPress((...how) => onPress(side, ...how));
  const name = side === "left" ? words.trial.leftPicture : words.trial.rightPicture;
  return (
    <div className="place">
      <button
        type="button"
        className={committed === side ? "side chosen" : "side"}
        aria-label={name}
        aria-keyshortcuts={side === "left" ? "ArrowLeft" : "ArrowRight"}
        {...press}
      >
        <svg width={displayPx} height={displayPx} aria-hidden="true" className="box" />
        {preload.wanted.map((trial) => (
          <PairImage
            key={`${trial[side]}#${preload.loadOf(trial.index).attempt}`}
            src={trial[side]}
            alt={name}
            displayPx={displayPx}
            visible={trial.index === shown}
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
