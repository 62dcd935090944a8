"use client";

import { at } from "@pairlab/domain/at";
import { useCallback, useEffect, useState } from "react";
import type { BlockView, ErrorReply, PlaceReply, Step, TrialView } from "../core/trial-view.ts";
import { BlockIntro } from "./block-intro.tsx";
import { Help } from "./help.tsx";
import { LastPage } from "./last-page.tsx";
import { type Measurement, PairStage, type StageSettings } from "./pair-stage.tsx";
import { ProblemSheet } from "./problem-sheet.tsx";
import { ProgressLine } from "./progress-line.tsx";
import { SharedPlace } from "./shared-place.tsx";
import { StillThere } from "./still-there.tsx";
import { useOutbox } from "./use-outbox.ts";
import { useWords } from "./words-context.tsx";

interface Props {
  studyId: string;
  contact: string;
  reference: string;
  planned: number;
  blocks: readonly BlockView[];
  /** Where the server says the session stands. */
  step: Step;
  /** How long a silence may cost the place. */
  idleMs: number;
  settings: StageSettings;
}

/** The trials of one form, from where the session stands to Finish. */
export function TrialRunner(props: Props) {
  const words = useWords();
  const { studyId, contact, reference, planned, blocks, step, idleMs, settings } = props;
  const [trials, setTrials] = useState<readonly TrialView[]>(step.upcoming);
  const [saved, setSaved] = useState(step.answered);
  const [current, setCurrent] = useState(step.answered);
  const [entered, setEntered] = useState<BlockView | null>(null);
  const other = useOther(step.place);
  const [refusal, setRefusal] = useState<ErrorReply | null>(null);
  useReloadWhenRestored();

  const outbox = useOutbox(`/s/${studyId}/answers`, {
    refused: setRefusal,
    reply: ({ status, step: next }) => {
      setSaved(next.answered);
      other.hear(next.place);
      setTrials((known) => withNew(known, next.upcoming));
      // A second tab answered pairs that this one hasn't seen: go on where the server is.
      if (status === "already-recorded") setCurrent((here) => Math.max(here, next.answered));
    },
  });
  const answer = (trialIndex: number, measurement: Measurement) =>
    outbox.send({ answerId: crypto.randomUUID(), trialIndex, revision: 0, ...measurement });

  if (refusal !== null)
    return <ProblemSheet saved={saved} detail={refusal.hint ?? refusal.error} />;
  if (other.isNews) return <SharedPlace onContinue={other.understood} />;
  const isOver = current >= planned;
  const isStuck = !isOver && trials.every(({ index }) => index !== current);
  const block = isOver ? null : blockOf(blocks, current);
  const isStart = block !== null && block.firstTrial === current && entered !== block;
  return (
    <>
      <header className="bar">
        {!isOver && <ProgressLine pair={current + 1} pairs={planned} />}
        <p className="saving" role="status">
          {outbox.isSlow && (isStuck ? words.trial.stuck : words.trial.saving(outbox.waiting))}
        </p>
        <StillThere
          url={`/s/${studyId}/place`}
          {...{ idleMs }}
          lastSign={saved}
          onPlace={other.hear}
        />
        <Help contact={contact} reference={reference} allowsTies={settings.allowsTies} />
      </header>
      <main>
        {block === null && <LastPage studyId={studyId} waiting={outbox.waiting} />}
        {block !== null && isStart && (
          <BlockIntro
            {...{ blocks, block }}
            waiting={outbox.waiting}
            onContinue={() => setEntered(block)}
          />
        )}
        {block !== null && !isStart && (
          <PairStage
            {...settings}
            {...{ trials, current, block }}
            onAnswer={answer}
            onNext={() => setCurrent((here) => Math.max(here, current + 1))}
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

function blockOf(blocks: readonly BlockView[], trial: number): BlockView {
  const begun = blocks.filter(({ firstTrial }) => firstTrial <= trial);
  return at(begun, begun.length - 1);
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
