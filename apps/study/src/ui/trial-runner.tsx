"use client";

import { useCallback, useEffect, useState } from "react";
import {
  afterAnswer,
  afterFound,
  afterPress,
  afterStep,
  afterUndo,
  canUndo,
  placeAt,
  revisionAt,
} from "../core/place-in-form.ts";
import type { BlockView, ErrorReply, PlaceReply, Step, TrialView } from "../core/trial-view.ts";
import { Help } from "./help.tsx";
import type { Measurement, StageSettings } from "./pair-stage.tsx";
import { ProblemSheet } from "./problem-sheet.tsx";
import { ProgressLine } from "./progress-line.tsx";
import { SavingLine } from "./saving-line.tsx";
import { SharedPlace } from "./shared-place.tsx";
import { StillThere } from "./still-there.tsx";
import { TrialScene } from "./trial-scene.tsx";
import { useOutbox } from "./use-outbox.ts";

interface Props {
  studyId: string;
  contact: string;
  reference: string;
  planned: number;
  blocks: readonly BlockView[];
  /** Trials before which there is a rest. */
  breaks: readonly number[];
  /** Where the server says the session stands. */
  step: Step;
  /** How long a silence may cost the place. */
  idleMs: number;
  settings: StageSettings;
}

/** The trials of one form, from where the session stands to Finish. */
export function TrialRunner(props: Props) {
  const { studyId, contact, reference, planned, step, idleMs, settings } = props;
  const [trials, setTrials] = useState<readonly TrialView[]>(step.upcoming);
  const [saved, setSaved] = useState(step.answered);
  const [place, setPlace] = useState(() => placeAt(step));
  const other = useOther(step.place);
  const [refusal, setRefusal] = useState<ErrorReply | null>(null);
  useReloadWhenRestored();

  const outbox = useOutbox(
    { url: `/s/${studyId}/answers`, owner: reference },
    {
      found: (answers) => setPlace((here) => afterFound(here, answers)),
      refused: (found) => {
        if (found.code === "erased")
          location.reload(); // its own page says so
        else setRefusal(found);
      },
      reply: ({ step: next }) => {
        setSaved(next.answered);
        other.hear(next.place);
        setTrials((known) => withNew(known, next.upcoming));
        setPlace((here) => afterStep(here, next));
      },
    },
  );
  const answer = (trialIndex: number, measurement: Measurement) => {
    setPlace(afterPress);
    outbox.send({
      ...{ answerId: crypto.randomUUID(), trialIndex, revision: revisionAt(place) },
      ...measurement,
    });
  };

  if (refusal !== null)
    return <ProblemSheet saved={saved} detail={refusal.hint ?? refusal.error} />;
  if (other.isNews) return <SharedPlace onContinue={other.understood} />;
  const { current } = place;
  const isStuck = current < planned && trials.every(({ index }) => index !== current);
  return (
    <>
      <header className="bar">
        {current < planned && <ProgressLine pair={current + 1} pairs={planned} />}
        <SavingLine {...{ outbox, isStuck }} />
        <StillThere
          url={`/s/${studyId}/place`}
          {...{ idleMs }}
          lastSign={saved}
          onPlace={other.hear}
        />
        <Help contact={contact} reference={reference} allowsTies={settings.allowsTies} />
      </header>
      <main>
        {outbox.isRead && (
          <TrialScene
            {...props}
            {...{ trials, current }}
            waiting={outbox.waiting}
            canUndo={canUndo(place)}
            onAnswer={answer}
            onNext={(trialIndex) => setPlace((here) => afterAnswer(here, trialIndex))}
            onUndo={() => setPlace(afterUndo)}
          />
        )}
      </main>
    </>
  );
}

/** Whether somebody else has the same form, told once. */
function useOther(place: PlaceReply["place"]) {
  const [now, hear] = useState(place);
  const [isKnown, setKnown] = useState(false);
  return { hear, isNews: now === "shared" && !isKnown, understood: () => setKnown(true) };
}

const withNew = (known: readonly TrialView[], found: readonly TrialView[]): TrialView[] => [
  ...known,
  ...found.filter(({ index }) => known.every((one) => one.index !== index)),
];

/** A page restored from the back-forward cache may be stale: the server knows where the session is. */
function useReloadWhenRestored() {
  const reload = useCallback((event: PageTransitionEvent) => {
    if (event.persisted) location.reload();
  }, []);
  useEffect(() => {
    addEventListener("pageshow", reload);
    return () => removeEventListener("pageshow", reload);
  }, [reload]);
}
