import { useEffect, useRef } from "react";
import type { SkipReason } from "../core/answer-submission.ts";
import { type InputDevice, useButtonPress } from "./use-button-press.ts";
import { useWords } from "./words-context.tsx";

export interface Report {
  reason: SkipReason;
  note: string | null;
  inputDevice: InputDevice;
}

const noteCharacters = 200;

/** Asks what is wrong with a pair. Any answer skips it; Escape and the last button go back to it. */
export function ReportSheet(props: { onReport: (report: Report) => void; onBack: () => void }) {
  const { report: text } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const note = useRef<HTMLInputElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const tell = (reason: SkipReason, inputDevice: InputDevice) => {
    const words = note.current?.value.trim() ?? "";
    props.onReport({ reason, note: words === "" ? null : words, inputDevice });
  };
  return (
    <dialog ref={dialog} className="report" aria-labelledby="report-title" onClose={props.onBack}>
      <h2 id="report-title">{text.title}</h2>
      <label>
        {text.note}
        <input ref={note} type="text" maxLength={noteCharacters} autoComplete="off" />
      </label>
      <p>{text.leads}</p>
      <div className="actions">
        <ReasonButton label={text.notShown} reason="not-shown" onPress={tell} />
        <ReasonButton label={text.offensive} reason="offensive" onPress={tell} />
        <ReasonButton label={text.other} reason="other" onPress={tell} />
      </div>
      <div className="actions">
        <button type="button" className="button primary" onClick={props.onBack}>
          {text.back}
        </button>
      </div>
    </dialog>
  );
}

function ReasonButton(props: {
  label: string;
  reason: SkipReason;
  onPress: (reason: SkipReason, inputDevice: InputDevice) => void;
}) {
  const press = useButtonPress(({ repeat }, inputDevice) => {
    if (!repeat) props.onPress(props.reason, inputDevice);
  });
  return (
    <button type="button" className="button" {...press}>
      {props.label}
    </button>
  );
}
