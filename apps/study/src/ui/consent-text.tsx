import type { Study } from "@pairlab/domain/study";
import { words } from "../texts/en.ts";

/** What somebody should know before they agree: the study's own sentences under short heads. */
export function ConsentText(props: { consent: Study["consent"]; idleMinutes: number }) {
  const { consent, idleMinutes } = props;
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
    [text.leavingTitle, text.leaving],
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
