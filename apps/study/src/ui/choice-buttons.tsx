import type { Choice } from "@pairlab/domain/vote";
import type { Press } from "../core/judge-press.ts";
import { type InputDevice, useButtonPress } from "./use-button-press.ts";
import { useWords } from "./words-context.tsx";

type OnPress = (choice: Choice, press: Press, inputDevice: InputDevice) => void;

/** The choices in words, each with its key printed on it. That both are bad has a button and no key. */
export function ChoiceButtons(props: {
  allowsTies: boolean;
  allowsBothBad: boolean;
  onPress: OnPress;
}) {
  const { trial } = useWords();
  const { allowsTies, allowsBothBad, onPress } = props;
  return (
    <div className="choices">
      <ChoiceButton choice="left" label={`← ${trial.left}`} arrow="ArrowLeft" {...{ onPress }} />
      {allowsTies && (
        <ChoiceButton choice="tie" label={`↓ ${trial.tie}`} arrow="ArrowDown" {...{ onPress }} />
      )}
      {allowsBothBad && <ChoiceButton choice="both_bad" label={trial.bothBad} {...{ onPress }} />}
      <ChoiceButton choice="right" label={`${trial.right} →`} arrow="ArrowRight" {...{ onPress }} />
    </div>
  );
}

function ChoiceButton(props: { choice: Choice; label: string; arrow?: string; onPress: OnPress }) {
  const press = useButtonPress((...how) => props.onPress(props.choice, ...how));
  return (
    <button type="button" className="button" aria-keyshortcuts={props.arrow} {...press}>
      {props.label}
    </button>
  );
}
