import { useWords } from "./words-context.tsx";

interface Props {
  canUndo: boolean;
  isCloser: boolean;
  onUndo: () => void;
  onCloser: () => void;
  onReport: () => void;
}

/** What else can be done with a pair; smaller than the choices, and always at the same place. */
export function TrialTools({ canUndo, isCloser, onUndo, onCloser, onReport }: Props) {
  const { trial } = useWords();
  return (
    <div className="tools">
      {/* Never disabled: who has pressed it keeps the focus. */}
      <button type="button" aria-disabled={!canUndo} aria-keyshortcuts="Backspace" onClick={onUndo}>
        ⌫ {trial.undo}
      </button>
      <button type="button" aria-pressed={isCloser} aria-keyshortcuts="ArrowUp" onClick={onCloser}>
        ↑ {trial.closer}
      </button>
      <button type="button" onClick={onReport}>
        ⚑ {trial.wrong}
      </button>
    </div>
  );
}
