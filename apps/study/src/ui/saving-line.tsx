import type { Outbox } from "./use-outbox.ts";
import { useWords } from "./words-context.tsx";

interface Props {
  outbox: Pick<Outbox, "waiting" | "isSlow" | "isKept">;
  /** There is no pair to show until the connection is back. */
  isStuck: boolean;
}

/** Quiet while answers are saved at once; then what is waiting, and whether this page must stay open for it. */
export function SavingLine({ outbox: { waiting, isSlow, isKept }, isStuck }: Props) {
  const words = useWords();
  const { saving, stuck, stuckHere, stayHere } = words.trial;
  const kept = isStuck ? stuck : saving(waiting);
  const notKept = isStuck ? stuckHere : `${saving(waiting)}. ${stayHere}`;
  return (
    <p className="saving" role="status">
      {isSlow && (isKept ? kept : notKept)}
    </p>
  );
}
