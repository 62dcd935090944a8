"use client";

import { useState } from "react";
import { fittingDisplayPx } from "../core/fitting-display.ts";
import { afterAnswer, afterPress, afterUndo, canUndo, placeAt } from "../core/place-in-form.ts";
import type { BlockView, TrialView } from "../core/trial-view.ts";
import { Help } from "./help.tsx";
import { MoveForm } from "./move-form.tsx";
import { PairStage, type StageSettings } from "./pair-stage.tsx";
import { useWindowSize } from "./use-window-size.ts";
import { useWords } from "./words-context.tsx";

interface Props {
  studyId: string;
  contact: string;
  reference: string;
  block: BlockView;
  trials: readonly TrialView[];
  /** What follows. */
  planned: { pairs: number; blocks: number };
  /** Sizes pictures can be had in, the largest first: the largest that fits is used. */
  sizesPx: readonly number[];
  settings: Omit<StageSettings, "displayPx">;
}

/** Two pairs on the real screen; nothing is sent and nothing is judged. Then Start. */
export function PracticeRunner(props: Props) {
  const words = useWords();
  const { studyId, contact, reference, block, trials, planned, settings } = props;
  const [place, setPlace] = useState(() => placeAt({ answered: 0, lastRevision: null }));
  const { current } = place;
  const isOver = current >= trials.length;
  const window = useWindowSize();
  const displayPx = fittingDisplayPx(props.sizesPx, window, block.longestPrompt);
  const sized = trials.map((trial) => ({
    ...trial,
    left: `${trial.left}?size=${displayPx}`,
    right: `${trial.right}?size=${displayPx}`,
  }));
  return (
    <>
      <header className="bar">
        {!isOver && <p className="practice-note">{words.practice.notice}</p>}
        <Help contact={contact} reference={reference} allowsTies={settings.allowsTies} />
      </header>
      <main>
        {isOver ? (
          <div className="sheet short">
            <h1>{trials.length === 0 ? words.practice.none : words.practice.over}</h1>
            <p>{words.practice.follow(planned.pairs, planned.blocks)}</p>
            <div className="actions">
              <MoveForm studyId={studyId} move="start" label={words.practice.start} primary>
                <input type="hidden" name="width" value={window?.widthPx ?? ""} />
                <input type="hidden" name="height" value={window?.heightPx ?? ""} />
              </MoveForm>
            </div>
          </div>
        ) : (
          <PairStage
            key={displayPx}
            {...settings}
            {...{ displayPx, trials: sized, current, block }}
            isAway={false}
            isNextAPair={current + 1 < trials.length}
            canUndo={canUndo(place)}
            onUndo={() => setPlace(afterUndo)}
            onAnswer={() => setPlace(afterPress)}
            onNext={(index) => setPlace((here) => afterAnswer(here, index))}
          />
        )}
      </main>
    </>
  );
}
