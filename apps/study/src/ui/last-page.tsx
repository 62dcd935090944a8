import { MoveForm } from "./move-form.tsx";
import { useWords } from "./words-context.tsx";

/** After the last pair: Finish waits until every answer is acknowledged. */
export function LastPage({ studyId, waiting }: { studyId: string; waiting: number }) {
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
      </div>
    </div>
  );
}
