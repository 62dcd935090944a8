import { useWords } from "./words-context.tsx";

/** Where one is, in words and as a bar, and politely announced. */
export function ProgressLine({ pair, pairs }: { pair: number; pairs: number }) {
  const words = useWords();
  return (
    <div className="progress">
      <span aria-hidden="true">{words.trial.progress(pair, pairs)}</span>
      <progress value={pair - 1} max={pairs} aria-label={words.trial.progress(pair, pairs)} />
      <span className="heard" aria-live="polite">
        {words.trial.announce(pair, pairs)}
      </span>
    </div>
  );
}
