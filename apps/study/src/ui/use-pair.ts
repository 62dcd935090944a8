import type { Choice } from "@pairlab/domain/vote";
import { useEffect, useRef, useState } from "react";
import { isAnswer, type Press } from "../core/judge-press.ts";
import type { Measurement, StageProps } from "./pair-stage.tsx";
import { countPresentation, presentationsSoFar } from "./presentation-count.ts";
import type { Report } from "./report-sheet.tsx";
import { useAttention } from "./use-attention.ts";
import type { InputDevice } from "./use-button-press.ts";
import { type Closer, useCloser } from "./use-closer.ts";
import { isReady, type PairLoad, type Preload, usePreload } from "./use-preload.ts";
import { type Presentation, usePresentation } from "./use-presentation.ts";

interface Pair {
  preload: Preload;
  presentation: Presentation;
  closer: Closer;
  /** The answer that was just given, while its outline is shown. */
  committed: Choice | null;
  press(choice: Choice, how: Press, inputDevice: InputDevice): void;
  skip(report: Report): void;
}

type Answered = Pick<Measurement, "choice" | "inputDevice" | "skipReason" | "skipNote" | "rtMs">;

const outlineMs = 150;

/** The life of a pair: loaded, shown, looked at, answered once, followed by the next in one frame. */
export function usePair(props: StageProps, isOpen: boolean): Pair {
  const { trials, current, displayPx, storageKey, canUndo } = props;
  const preload = usePreload(trials, current, canUndo);
  const latest = useRef({ preload, props });
  useEffect(() => {
    latest.current = { preload, props };
  });
  const attention = useAttention();
  const closer = useCloser(displayPx);
  const times = useRef(0);
  const premature = useRef(0);
  const load = preload.loadOf(current);
  const presentation = usePresentation(current, isReady(load) && isOpen, (index) => {
    times.current = countPresentation(storageKey, index);
    attention.restart();
    closer.restart();
  });
  const [committed, setCommitted] = useState<Choice | null>(null);

  const goOn = () => {
    const change = () => {
      setCommitted(null);
      props.onNext(current);
    };
    const now = latest.current;
    const isStillHere = now.props.current === current; // a second tab may have led on
    const isNextReady = now.props.isNextAPair && isReady(now.preload.loadOf(current + 1));
    if (isStillHere && isNextReady) presentation.turnTo(current + 1, change);
    else change();
  };
  const commit = (answered: Answered) => {
    const onsetMs = presentation.onsetMs();
    const prematurePresses = premature.current;
    premature.current = 0;
    presentation.close();
    setCommitted(answered.choice);
    props.onAnswer(current, {
      ...answered,
      ...{ onsetMs, prematurePresses, displayPx, ...attention.read(), ...closer.read() },
      presentation: onsetMs === null ? presentationsSoFar(storageKey, current) : times.current,
      ...surroundings(load),
    });
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (isCalm || answered.choice === "skip") goOn();
    else setTimeout(goOn, outlineMs);
  };
  return {
    ...{ preload, presentation, closer, committed },
    press: (choice, how, inputDevice) => {
      const onsetMs = presentation.onsetMs();
      if (onsetMs === null || !isAnswer(how, onsetMs)) premature.current += 1;
      else
        commit({
          ...{ choice, inputDevice, skipReason: null, skipNote: null },
          rtMs: how.atMs - onsetMs,
        });
    },
    skip: ({ reason, note, inputDevice }) => {
      if (committed !== null) return;
      const onsetMs = presentation.onsetMs();
      commit({
        ...{ choice: "skip", inputDevice, skipReason: reason, skipNote: note },
        rtMs: onsetMs === null ? 0 : performance.now() - onsetMs,
      });
    },
  };
}

const surroundings = ({ left, right }: PairLoad) => ({
  loadMsLeft: left?.loadMs ?? 0,
  loadMsRight: right?.loadMs ?? 0,
  stimulusPx: left?.stimulusPx ?? right?.stimulusPx ?? null,
  devicePixelRatio,
  windowWidthPx: innerWidth,
  windowHeightPx: innerHeight,
});
