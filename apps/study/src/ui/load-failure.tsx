import { type InputDevice, useButtonPress } from "./use-button-press.ts";
import { useWords } from "./words-context.tsx";

/** What stands where a pair should be when it didn't come. Nothing is replaced silently. */
export function LoadFailure(props: {
  onRetry: () => void;
  onSkip: (inputDevice: InputDevice) => void;
}) {
  const words = useWords();
  const skip = useButtonPress(({ repeat }, inputDevice) => {
    if (!repeat) props.onSkip(inputDevice);
  });
  return (
    <div className="load-failure" role="alert">
      <p>{words.trial.loadFailed}</p>
      <div className="actions">
        <button type="button" className="button primary" onClick={props.onRetry}>
          {words.trial.tryAgain}
        </button>
        <button type="button" className="button" {...skip}>
          {words.trial.skip}
        </button>
      </div>
    </div>
  );
}
