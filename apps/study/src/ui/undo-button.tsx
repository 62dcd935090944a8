import { useEffect, useEffectEvent } from "react";
import { useWords } from "./words-context.tsx";

/** Takes the last answer back, with the key that does it on a trial; nothing where there is none to take back. */
export function UndoButton({ onUndo }: { onUndo: (() => void) | undefined }) {
  const words = useWords();
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "Backspace" || event.repeat || onUndo === undefined) return;
    event.preventDefault();
    onUndo();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
  if (onUndo === undefined) return null;
  return (
    <button type="button" className="button" aria-keyshortcuts="Backspace" onClick={onUndo}>
      ⌫ {words.trial.undo}
    </button>
  );
}
