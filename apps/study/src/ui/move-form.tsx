"use client";

import { type ReactNode, useRef } from "react";
import type { Move } from "../core/flow.ts";

const doubleClickMs = 1000;

/**
 * One button of the journey: a plain form, so that it works before and without scripts.
 *
 * With scripts a second press within a second is dropped: a double click on "I agree" would make
 * two sessions.
 */
export function MoveForm(props: {
  studyId: string;
  move: Move | "decline";
  label: string;
  primary?: boolean;
  disabled?: boolean;
  /** Hidden fields sent along. */
  children?: ReactNode;
}) {
  const sentMs = useRef(Number.NEGATIVE_INFINITY);
  return (
    <form
      method="post"
      action={`/s/${props.studyId}/steps`}
      onSubmit={(event) => {
        if (event.timeStamp - sentMs.current < doubleClickMs) event.preventDefault();
        else sentMs.current = event.timeStamp;
      }}
    >
      {props.children}
      <button
        type="submit"
        name="move"
        value={props.move}
        className={props.primary ? "button primary" : "button"}
        disabled={props.disabled}
      >
        {props.label}
      </button>
    </form>
  );
}
