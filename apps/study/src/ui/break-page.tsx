import { CalmContinue } from "./calm-continue.tsx";
import { UndoButton } from "./undo-button.tsx";
import { useWords } from "./words-context.tsx";

interface Props {
  isHalfway: boolean;
  /** Answers not yet acknowledged. */
  waiting: number;
  onContinue: () => void;
  onUndo: (() => void) | undefined;
}

/** A rest between two pairs of a block. */
export function BreakPage({ isHalfway, waiting, onContinue, onUndo }: Props) {
  const text = useWords().block;
  return (
    <div className="sheet short">
      <h1>{isHalfway ? text.halfway : text.pause}</h1>
      <p role="status">{waiting === 0 ? text.rest : text.stillSaving(waiting)}</p>
      <p className="actions">
        <CalmContinue label={text.continue} onContinue={onContinue} />
        <UndoButton onUndo={onUndo} />
      </p>
    </div>
  );
}
