import type { Choice } from "@pairlab/domain/vote";
import { useRef, useState } from "react";
import type { AnswerSubmission } from "../core/answer-submission.ts";
import { isAnswer, type Press } from "../core/judge-press.ts";
import { isTooSmall, minimumWindow } from "../core/minimum-window.ts";
import type { BlockView, TrialView } from "../core/trial-view.ts";
import { ChoiceButtons } from "./choice-buttons.tsx";
import { ImagePair } from "./image-pair.tsx";
import { LoadFailure } from "./load-failure.tsx";
import { PairWords } from "./pair-words.tsx";
import { countPresentation, presentationsSoFar } from "./presentation-count.ts";
import type { InputDevice } from "./use-button-press.ts";
import { useChoiceKeys } from "./use-choice-keys.ts";
import { isFailed, isReady, type PairLoad, usePreload } from "./use-preload.ts";
import { usePresentation } from "./use-presentation.ts";
import { useWindowSize } from "./use-window-size.ts";
import { WindowTooSmall } from "./window-too-small.tsx";

/** A choice with everything that was measured about it. */
export type Measurement = Omit<AnswerSubmission, "answerId" | "trialIndex" | "revision">;

export interface StageSettings {
  displayPx: number;
  allowsTies: boolean;
  /** Where the browser counts how often a pair was shown. */
  storageKey: string;
  /** Where to go for those whose screen is too small. */
  stopHref: string;
}

interface Props extends StageSettings {
  /** The trials whose pictures may be loaded, the current one among them as soon as it is known. */
  trials: readonly TrialView[];
  current: number;
  block: BlockView;
  /** At once with the press. */
  onAnswer: (trialIndex: number, measurement: Measurement) => void;
  /** After the outline: time for the next pair. */
  onNext: () => void;
}

const outlineMs = 150;

/** One pair on the screen: shown in one frame, answered by one press. */
export function PairStage(props: Props) {
  const { trials, current, block, displayPx, allowsTies, storageKey, stopHref } = props;
  const size = useWindowSize();
  const needed = minimumWindow(displayPx, block.longestPrompt);
  const tooSmall = size !== null && isTooSmall(size, needed);
  const preload = usePreload(trials, current);
  const load = preload.loadOf(current);
  const presentation = usePresentation(current, isReady(load) && !tooSmall, (index) => {
    times.current = countPresentation(storageKey, index);
  });
  const times = useRef(0);
  const premature = useRef(0);
  const [committed, setCommitted] = useState<Choice | null>(null);

  const commit = (choice: Choice, rtMs: number, inputDevice: InputDevice) => {
    const prematurePresses = premature.current;
    premature.current = 0;
    presentation.close();
    setCommitted(choice);
    props.onAnswer(current, {
      ...{ choice, inputDevice, rtMs, prematurePresses, displayPx },
      presentation: choice === "skip" ? presentationsSoFar(storageKey, current) : times.current,
      ...surroundings(load),
    });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches || choice === "skip";
    setTimeout(
      () => {
        setCommitted(null);
        props.onNext();
      },
      calm ? 0 : outlineMs,
    );
  };
  const press = (choice: Choice, how: Press, inputDevice: InputDevice) => {
    const onsetMs = presentation.onsetMs();
    if (onsetMs !== null && isAnswer(how, onsetMs)) commit(choice, how.atMs - onsetMs, inputDevice);
    else premature.current += 1;
  };
  useChoiceKeys(allowsTies, (choice, how) => press(choice, how, "key"));

  const seen = trials.find(({ index }) => index === (presentation.shown ?? current));
  return (
    <>
      {tooSmall && size !== null && <WindowTooSmall {...{ size, needed, stopHref }} />}
      <div className="stage" hidden={tooSmall}>
        <PairWords
          block={block}
          promptText={seen?.promptText ?? null}
          instruction={seen?.instruction ?? null}
        />
        <div className="pictures">
          <ImagePair
            {...{ preload, committed, displayPx }}
            shown={presentation.shown}
            onPress={press}
          />
          {isFailed(load) && committed === null && (
            <LoadFailure
              onRetry={() => preload.retry(current)}
              onSkip={(inputDevice) => commit("skip", 0, inputDevice)}
            />
          )}
        </div>
        <ChoiceButtons allowsTies={allowsTies} onPress={press} />
      </div>
    </>
  );
}

const surroundings = ({ left, right }: PairLoad) => ({
  loadMsLeft: left?.loadMs ?? 0,
  loadMsRight: right?.loadMs ?? 0,
  devicePixelRatio,
  windowWidthPx: innerWidth,
  windowHeightPx: innerHeight,
});
