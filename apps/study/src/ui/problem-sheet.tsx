"use client";

import { useWords } from "./words-context.tsx";

/** The plain problem page. `saved`: answers the server has acknowledged, where that is known. */
export function ProblemSheet(props: {
  saved?: number;
  detail?: string | undefined;
  reference?: string | undefined;
}) {
  const words = useWords();
  return (
    <main className="sheet short">
      <h1>{words.problem.title}</h1>
      {props.saved !== undefined && <p>{words.problem.saved(props.saved)}</p>}
      {props.detail !== undefined && <p className="quiet">{props.detail}</p>}
      {props.reference !== undefined && (
        <p className="quiet">
          {words.problem.reference}: <code>{props.reference}</code>
        </p>
      )}
      <p className="actions">
        <button type="button" className="button primary" onClick={() => location.reload()}>
          {words.problem.tryAgain}
        </button>
      </p>
    </main>
  );
}
