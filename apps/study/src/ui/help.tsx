"use client";

import { useWords } from "./words-context.tsx";

/** Help, at the same place of every participant page: whom to ask, the keys, the reference. */
export function Help(props: {
  contact: string;
  reference?: string | undefined;
  allowsTies?: boolean;
}) {
  const words = useWords();
  const { contact, reference, allowsTies } = props;
  return (
    <details className="help">
      <summary>{words.help.open}</summary>
      <dl className="help-panel">
        <dt>{words.help.keys}</dt>
        <dd>
          {words.help.keysText} {allowsTies && words.help.keysTie} {words.help.keysMore}
        </dd>
        <dt>{words.help.contact}</dt>
        <dd>{contact}</dd>
        {reference !== undefined && (
          <>
            <dt>{words.help.reference}</dt>
            <dd>{reference}</dd>
          </>
        )}
      </dl>
    </details>
  );
}
