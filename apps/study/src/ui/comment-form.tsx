"use client";

import { useWords } from "./words-context.tsx";

/** Two questions that nobody must answer. */
export function CommentForm({ studyId, isSent }: { studyId: string; isSent: boolean }) {
  const text = useWords().comments;
  if (isSent) return <p role="status">{text.sent}</p>;
  return (
    <form method="post" action={`/s/${studyId}/comments`} className="questions-form">
      <h2>{text.title}</h2>
      <label className="wide">
        {text.open}
        <textarea name="open" rows={3} maxLength={1000} />
      </label>
      <fieldset>
        <legend>{text.difficulty}</legend>
        {text.difficulties.map((word, index) => (
          <label key={word} className="option">
            <input type="radio" name="difficulty" value={index + 1} />
            {word}
          </label>
        ))}
      </fieldset>
      <p className="actions">
        <button type="submit" className="button">
          {text.send}
        </button>
      </p>
    </form>
  );
}
