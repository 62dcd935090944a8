import { at } from "@pairlab/domain/at";
import { useState } from "react";
import { hasPageBefore } from "../core/page-before.ts";
import type { BlockView, TrialView } from "../core/trial-view.ts";
import { BlockIntro } from "./block-intro.tsx";
import { BreakPage } from "./break-page.tsx";
import { LastPage } from "./last-page.tsx";
import { type Measurement, PairStage, type StageSettings } from "./pair-stage.tsx";

interface Props {
  studyId: string;
  planned: number;
  blocks: readonly BlockView[];
  /** Trials before which there is a rest, beside those that begin a block. */
  breaks: readonly number[];
  trials: readonly TrialView[];
  current: number;
  /** Answers not yet acknowledged. */
  waiting: number;
  settings: StageSettings;
  canUndo: boolean;
  onAnswer: (trialIndex: number, measurement: Measurement) => void;
  onNext: (trialIndex: number) => void;
  onUndo: () => void;
}

/**
 * What a person has in front of them: the page before a block, a rest, a pair, or the last page.
 *
 * The pair's stage stays in the page behind the others: pictures are loaded during a rest, and Undo shows the
 * last pair at once.
 */
export function TrialScene(props: Props) {
  const { planned, blocks, current, waiting, canUndo, onUndo } = props;
  const [passed, setPassed] = useState<number | null>(null);
  const isLast = current >= planned;
  const block = blockOf(blocks, current);
  const isBefore = !isLast && hasPageBefore(props, current) && passed !== current;
  const undo = canUndo ? onUndo : undefined;
  const onContinue = () => setPassed(current);
  return (
    <>
      {isLast && <LastPage studyId={props.studyId} waiting={waiting} onUndo={undo} />}
      {isBefore && block.firstTrial === current && (
        <BlockIntro {...{ blocks, block, waiting, onContinue }} onUndo={undo} />
      )}
      {isBefore && block.firstTrial !== current && (
        <BreakPage isHalfway={2 * current === planned} {...{ waiting, onContinue }} onUndo={undo} />
      )}
      <PairStage
        {...props.settings}
        {...{ trials: props.trials, current, block, canUndo, onUndo }}
        isAway={isLast || isBefore}
        isNextAPair={!hasPageBefore(props, current + 1) || passed === current + 1}
        onAnswer={props.onAnswer}
        onNext={props.onNext}
      />
    </>
  );
}

function blockOf(blocks: readonly BlockView[], trial: number): BlockView {
  const begun = blocks.filter(({ firstTrial }) => firstTrial <= trial);
  return at(begun, begun.length - 1);
}
