"use client";

import { CopyCode } from "./copy-code.tsx";
import { useWords } from "./words-context.tsx";

/** A stop: one reason, one action, whom to ask. Never "error", never red. */
export function StopSheet(props: {
  title: string;
  body: string;
  action: string;
  href: string;
  contact?: string;
  /** What a recruitment service is told of this exit. */
  code?: string | undefined;
  /** Of a problem; also in the server's log. */
  reference?: string | undefined;
}) {
  const words = useWords();
  const { title, body, action, href, contact, code, reference } = props;
  return (
    <main className="sheet short">
      <h1>{title}</h1>
      <p>{body}</p>
      {code !== undefined && (
        <section className="receipt">
          <h2>{words.stops.code}</h2>
          <CopyCode code={code} />
        </section>
      )}
      {contact !== undefined && (
        <p className="quiet">
          {words.help.contact}: {contact}
        </p>
      )}
      {reference !== undefined && (
        <p className="quiet">
          {words.problem.reference}: <code>{reference}</code>
        </p>
      )}
      <p className="actions">
        <a className="button" href={href}>
          {action}
        </a>
      </p>
    </main>
  );
}
