import type { BlockView } from "../core/trial-view.ts";

/** Prompt and question. The prompt's room is as high as the block's longest one: pictures stay put. */
export function PairWords(props: {
  block: BlockView;
  promptText: string | null;
  /** In place of the question; null: the question. */
  instruction: string | null;
}) {
  const { block, promptText, instruction } = props;
  return (
    <div className="words">
      {block.longestPrompt !== null && (
        <p className="prompt">
          <span className="room" aria-hidden="true">
            “{block.longestPrompt}”
          </span>
          <span>{promptText === null ? "" : `“${promptText}”`}</span>
        </p>
      )}
      <h1>{instruction ?? block.question}</h1>
    </div>
  );
}
