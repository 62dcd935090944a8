"use client";

import { useState } from "react";
import type { BlockView, TrialView } from "../core/trial-view.ts";
import { words } from "../texts/en.ts";
import { Help } from "./help.tsx";
import { MoveForm } from "./move-form.tsx";
import { PairStage, type StageSettings } from "./pair-stage.tsx";

interface Props {
  studyId: string;
  contact: string;
  reference: string;
  block: BlockView;
  trials: readonly TrialView[];
  /** What follows. */
  planned: { pairs: number; blocks: number };
  settings: StageSettings;
}

/** Two pairs on the real screen; nothing is sent and nothing is judged. Then Start. */
export function PracticeRunner(props: Props) {
  const { studyId, contact, reference, block, trials, planned, settings } = props;
  const [current, setCurrent] = useState(0);
  const isOver = current >= trials.length;
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
              <MoveForm studyId={studyId} move="start" label={words.practice.start} primary />
            </div>
          </div>
        ) : (
          <PairStage
            {...settings}
            {...{ trials, current, block }}
            onAnswer={() => undefined}
            onNext={() => setCurrent((here) => Math.min(here + 1, trials.length))}
          />
        )}
      </main>
    </>
  );
}
