"use client";

import type { Study } from "@pairlab/domain/study";
import { useWords } from "./words-context.tsx";

/** What somebody should know before they agree: the study's own sentences under short heads. */
export function ConsentText(props: {
  consent: Study["consent"];
  idleMinutes: number;
  hasId: boolean;
}) {
  const words = useWords();
  const { consent, idleMinutes, hasId } = props;
  const text = words.consent;
  const lines = [
    [text.runBy, consent.runBy],
    [text.task, consent.task],
    [text.minutesTitle, `${text.minutes(consent.minutes)} ${text.breaks(idleMinutes)}`],
    [text.pay, consent.pay],
    [text.ageTitle, text.age],
    [text.content, consent.content],
    [text.storage, consent.storage],
    [text.publication, consent.publication],
    [text.leavingTitle, `${text.leaving} ${hasId ? text.comeBackById : text.comeBack}`],
    [text.ethics, consent.ethics],
    [text.contact, consent.contact],
  ] as const;
  return (
    <dl className="facts">
      {lines.map(([head, body]) => (
        <div key={head}>
          <dt>{head}</dt>
          <dd>{body}</dd>
        </div>
      ))}
    </dl>
  );
}
