import type { BlockView } from "../core/trial-view.ts";
import type { Words } from "../texts/words.ts";
import { CalmContinue } from "./calm-continue.tsx";
import { UndoButton } from "./undo-button.tsx";
import { useWords } from "./words-context.tsx";

interface Props {
  blocks: readonly BlockView[];
  block: BlockView;
  /** Answers not yet acknowledged. */
  waiting: number;
  onContinue: () => void;
  onUndo: (() => void) | undefined;
}

/** The page before a block: a rest from the second block on, and the question of the pairs to come. */
export function BlockIntro({ blocks, block, waiting, onContinue, onUndo }: Props) {
  const words = useWords();
  const text = words.block;
  const part = blocks.indexOf(block);
  return (
    <div className="sheet short">
      <h1>{titleOf(part, blocks.length, text)}</h1>
      {part > 0 && <p role="status">{waiting === 0 ? text.rest : text.stillSaving(waiting)}</p>}
      <p>{part === 0 ? text.question : text.newQuestion}</p>
      <p className="question">{block.question}</p>
      <p className="actions">
        <CalmContinue label={text.continue} onContinue={onContinue} />
        <UndoButton onUndo={onUndo} />
      </p>
    </div>
  );
}

function titleOf(part: number, parts: number, text: Words["block"]): string {
  if (part === 0) return text.first(parts);
  return parts === 2 ? text.halfway : text.part(part + 1, parts);
}
