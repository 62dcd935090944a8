import type { BlockView } from "../core/trial-view.ts";

/** Prompt and question. The prompt's room is as high as the block's longest one: pictures stay put. */
export function PairWords({ block, promptText }: { block: BlockView; promptText: string | null }) {
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
      <h1>{block.question}</h1>
    </div>
  );
}
