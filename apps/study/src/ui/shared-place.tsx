import { CalmContinue } from "./calm-continue.tsx";
import { useWords } from "./words-context.tsx";

/** Told once, and plainly: the place isn't this person's alone any more, and what that means for them. */
export function SharedPlace({ onContinue }: { onContinue: () => void }) {
  const words = useWords();
  const text = words.shared;
  return (
    <main className="sheet short">
      <h1>{text.title}</h1>
      <p>{text.body}</p>
      <p className="actions">
        <CalmContinue label={text.continue} onContinue={onContinue} />
      </p>
    </main>
  );
}
