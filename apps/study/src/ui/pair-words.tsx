import type { BlockView, TrialView } from "../core/trial-view.ts";

/**
 * Prompt and question, or the one sentence of an attention check. The room is as high as the form's longest
 * prompt and the question need: pictures stay put.
 */
export function PairWords({ block, trial }: { block: BlockView; trial: TrialView | undefined }) {
  const prompt = trial?.promptText ?? null;
  return (
    <div className="words">
      {block.longestPrompt !== null && (
        <p className="prompt">
          <span className="room" aria-hidden="true">
            “{block.longestPrompt}”
          </span>
          <span>{prompt === null ? "" : `“${prompt}”`}</span>
        </p>
      )}
      <div className="asked">
        <span className="room" aria-hidden="true">
          {block.question}
        </span>
        <h1>{trial?.instruction ?? block.question}</h1>
      </div>
    </div>
  );
}
