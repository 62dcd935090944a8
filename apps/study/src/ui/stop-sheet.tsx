import { words } from "../texts/en.ts";

/** A stop: one reason, one action, whom to ask. Never "error", never red. */
export function StopSheet(props: {
  title: string;
  body: string;
  action: string;
  href: string;
  contact?: string;
  /** Of a problem; also in the server's log. */
  reference?: string | undefined;
}) {
  return (
    <main className="sheet short">
      <h1>{props.title}</h1>
      <p>{props.body}</p>
      {props.contact !== undefined && (
        <p className="quiet">
          {words.help.contact}: {props.contact}
        </p>
      )}
      {props.reference !== undefined && (
        <p className="quiet">
          {words.problem.reference}: <code>{props.reference}</code>
        </p>
      )}
      <p className="actions">
        <a className="button" href={props.href}>
          {props.action}
        </a>
      </p>
    </main>
  );
}
