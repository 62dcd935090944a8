import type { Choice } from "@pairlab/domain/vote";
import { useEffect, useEffectEvent } from "react";
import type { Press } from "../core/judge-press.ts";

const arrows: ReadonlyMap<string, Choice> = new Map([
  ["ArrowLeft", "left"],
  ["ArrowRight", "right"],
  ["ArrowDown", "tie"],
]);

/** Listens to the arrow keys wherever the focus is. No letter, digit or symbol is a shortcut. */
export function useChoiceKeys(
  allowsTies: boolean,
  onPress: (choice: Choice, press: Press) => void,
): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const choice = arrows.get(event.key);
    if (choice === undefined || (choice === "tie" && !allowsTies)) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault(); // an arrow would scroll the page
    onPress(choice, {
      atMs: event.timeStamp,
      repeat: event.repeat,
      clickDetail: 0,
      pointerDownMs: null,
    });
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}
