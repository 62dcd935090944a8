import type { Choice } from "@pairlab/domain/vote";
import { useEffect, useEffectEvent } from "react";
import type { Press } from "../core/judge-press.ts";

const arrows: ReadonlyMap<string, Choice> = new Map([
  ["ArrowLeft", "left"],
  ["ArrowRight", "right"],
  ["ArrowDown", "tie"],
]);
const panPx = 32;
const directions: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["ArrowLeft", [-panPx, 0]],
  ["ArrowRight", [panPx, 0]],
  ["ArrowUp", [0, -panPx]],
  ["ArrowDown", [0, panPx]],
]);

interface On {
  choose(choice: Choice, press: Press): void;
  undo(): void;
  toggleCloser(): void;
  leaveCloser(): void;
  panBy(right: number, down: number): void;
}

/** Listens to the keys of a trial wherever the focus is. No letter, digit or symbol is a shortcut. */
export function useTrialKeys(given: { isOn: boolean; allowsTies: boolean }, on: On): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!given.isOn || event.altKey || event.ctrlKey || event.metaKey) return;
    const done = event.shiftKey ? pan(event, on) : act(event, given.allowsTies, on);
    if (done) event.preventDefault(); // an arrow would scroll the page
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}

function pan({ key }: KeyboardEvent, on: On): boolean {
  const direction = directions.get(key);
  if (direction !== undefined) on.panBy(...direction);
  return direction !== undefined;
}

function act({ key, repeat, timeStamp }: KeyboardEvent, allowsTies: boolean, on: On): boolean {
  const choice = arrows.get(key);
  if (choice !== undefined) {
    if (choice === "tie" && !allowsTies) return false;
    on.choose(choice, { atMs: timeStamp, repeat, clickDetail: 0, pointerDownMs: null });
    return true;
  }
  if (key === "ArrowUp" && !repeat) on.toggleCloser();
  if (key === "Escape") on.leaveCloser();
  if (key === "Backspace" && !repeat) on.undo();
  return key === "ArrowUp" || key === "Backspace";
}
