import { MoveForm } from "./move-form.tsx";
import { UndoButton } from "./undo-button.tsx";
import { useWords } from "./words-context.tsx";

/** After the last pair: Finish waits until every answer is acknowledged. */
export function LastPage(props: {
  studyId: string;
  waiting: number;
  onUndo: (() => void) | undefined;
}) {
  const { studyId, waiting, onUndo } = props;
  const words = useWords();
  return (
    <div className="sheet short">
      <h1>{words.last.title}</h1>
      <p role="status">{waiting === 0 ? words.last.body : words.trial.saving(waiting)}</p>
      <div className="actions">
        <MoveForm
          studyId={studyId}
          move="finish"
          label={words.last.finish}
          primary
          disabled={waiting > 0}
        />
        <UndoButton onUndo={onUndo} />
      </div>
    </div>
  );
}
