import { words } from "../texts/en.ts";
import { MoveForm } from "./move-form.tsx";

/** After the last pair: Finish waits until every answer is acknowledged. */
export function LastPage({ studyId, waiting }: { studyId: string; waiting: number }) {
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
