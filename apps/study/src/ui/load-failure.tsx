import { words } from "../texts/en.ts";

/** What stands where a pair should be when it didn't come. Nothing is replaced silently. */
export function LoadFailure(props: { onRetry: () => void; onSkip: () => void }) {
  return (
    <div className="load-failure" role="alert">
      <p>{words.trial.loadFailed}</p>
      <div className="actions">
        <button type="button" className="button primary" onClick={props.onRetry}>
          {words.trial.tryAgain}
        </button>
        <button type="button" className="button" onClick={props.onSkip}>
          {words.trial.skip}
        </button>
      </div>
    </div>
  );
}
