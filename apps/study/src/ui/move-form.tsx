import type { Move } from "../core/flow.ts";

/** One button of the journey: a plain form, so that it works before and without scripts. */
export function MoveForm(props: {
  studyId: string;
  move: Move | "decline";
  label: string;
  primary?: boolean;
  disabled?: boolean;
}) {
  return (
    <form method="post" action={`/s/${props.studyId}/steps`}>
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
