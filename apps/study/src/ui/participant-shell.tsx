import type { ReactNode } from "react";
import { Help } from "./help.tsx";

/** The frame of a participant's reading pages: one column, help at the top right. */
export function ParticipantShell(props: {
  contact: string;
  reference?: string | undefined;
  children: ReactNode;
}) {
  return (
    <>
      <header className="bar">
        <Help contact={props.contact} reference={props.reference} />
      </header>
      <main className="sheet">{props.children}</main>
    </>
  );
}
