import type { Choice } from "@pairlab/domain/vote";
import { useState } from "react";
import type { AnswerSubmission } from "../core/answer-submission.ts";
import { isTooSmall, minimumWindow } from "../core/minimum-window.ts";
import type { BlockView, TrialView } from "../core/trial-view.ts";
import { ChoiceButtons } from "./choice-buttons.tsx";
import { ImagePair } from "./image-pair.tsx";
import { LoadFailure } from "./load-failure.tsx";
import { PairWords } from "./pair-words.tsx";
import { ReportSheet } from "./report-sheet.tsx";
import { TrialTools } from "./trial-tools.tsx";
import { usePair } from "./use-pair.ts";
import { isMissing } from "./use-preload.ts";
import { useTrialKeys } from "./use-trial-keys.ts";
import { useWindowSize } from "./use-window-size.ts";
import { WindowTooSmall } from "./window-too-small.tsx";

/** A choice with everything that was measured about it. */
export type Measurement = Omit<AnswerSubmission, "answerId" | "trialIndex" | "revision">;

export interface StageSettings {
  displayPx: number;
  allowsTies: boolean;
  allowsBothBad: boolean;
  /** Where the browser counts how often a pair was shown. */
  storageKey: string;
  /** Where to go for those whose screen is too small. */
  stopHref: string;
}

export interface StageProps extends StageSettings {
  /** The trials whose pictures may be loaded, the current one among them as soon as it is known. */
  trials: readonly TrialView[];
  current: number;
  block: BlockView;
  /** Another page stands in front of it: pictures are loaded, and nothing is shown. */
  isAway: boolean;
  /** Whether the next trial follows without a page before it. */
  isNextAPair: boolean;
  canUndo: boolean;
  onUndo: () => void;
  /** At once with the press. */
  onAnswer: (trialIndex: number, measurement: Measurement) => void;
  /** After the outline: time for what follows this trial. */
  onNext: (trialIndex: number) => void;
}

/** One pair on the screen: shown in one frame, answered by one press. */
export function PairStage(props: StageProps) {
  const { trials, current, block, displayPx, allowsTies, allowsBothBad, isAway } = props;
  const size = useWindowSize();
  const needed = minimumWindow(displayPx, block.longestPrompt);
  const tooSmall = size !== null && isTooSmall(size, needed);
  const isOpen = !tooSmall && !isAway;
  const pair = usePair(props, isOpen);
  const { preload, presentation, closer, committed } = pair;
  const [isReporting, setReporting] = useState(false);
  const load = preload.loadOf(current);

  const canUndo = props.canUndo && committed === null;
  const undo = () => canUndo && props.onUndo();
  const look = () => presentation.onsetMs() !== null && closer.toggle();
  useTrialKeys(
    { isOn: isOpen && !isReporting, allowsTies },
    {
      ...{ undo, toggleCloser: look, leaveCloser: closer.leave, panBy: closer.panBy },
      choose: (choice: Choice, how) => pair.press(choice, how, "key"),
    },
  );
  const seen = trials.find(({ index }) => index === (presentation.shown ?? current));
  return (
    <>
      {tooSmall && !isAway && <WindowTooSmall {...{ size, needed }} stopHref={props.stopHref} />}
      <div className="stage" hidden={!isOpen}>
        <PairWords block={block} trial={seen} />
        <div className="pictures">
          <ImagePair
            {...{ preload, committed, displayPx, closer }}
            shown={presentation.shown}
            onPress={pair.press}
          />
          {isMissing(load) && committed === null && (
            <LoadFailure
              onRetry={() => preload.retry(current)}
              onSkip={(inputDevice) =>
                pair.skip({ reason: "load-failed", note: null, inputDevice })
              }
            />
          )}
        </div>
        <ChoiceButtons {...{ allowsTies, allowsBothBad }} onPress={pair.press} />
        <TrialTools
          {...{ canUndo }}
          isCloser={closer.pan !== null}
          onUndo={undo}
          onCloser={look}
          onReport={() => setReporting(committed === null)}
        />
      </div>
      {isReporting && (
        <ReportSheet
          onBack={() => setReporting(false)}
          onReport={(report) => {
            setReporting(false);
            pair.skip(report);
          }}
        />
      )}
    </>
  );
}
