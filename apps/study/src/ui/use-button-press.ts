import type { KeyboardEvent, MouseEvent, PointerEvent } from "react";
import { useRef } from "react";
import type { AnswerSubmission } from "../core/answer-submission.ts";
import type { Press } from "../core/judge-press.ts";

export type InputDevice = AnswerSubmission["inputDevice"];

interface ButtonPress {
  onPointerDown(event: PointerEvent): void;
  onKeyDown(event: KeyboardEvent): void;
  onClick(event: MouseEvent): void;
}

/** Handlers for one button that tell when, how and with what it was pressed. */
export function useButtonPress(
  onPress: (press: Press, inputDevice: InputDevice) => void,
): ButtonPress {
  const pointer = useRef<{ downMs: number; type: string } | null>(null);
  const key = useRef(false);
  return {
    onPointerDown: (event) => {
      pointer.current = { downMs: event.timeStamp, type: event.pointerType };
    },
    onKeyDown: (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      key.current = true;
      if (!event.repeat) return;
      event.preventDefault(); // a held Enter would click again and again
      onPress({ atMs: event.timeStamp, repeat: true, clickDetail: 0, pointerDownMs: null }, "key");
    },
    onClick: ({ detail, timeStamp }) => {
      const from = detail === 0 ? null : pointer.current;
      const pointerDownMs = from?.downMs ?? null;
      onPress(
        { atMs: timeStamp, repeat: false, clickDetail: detail, pointerDownMs },
        deviceOf(from?.type, key.current),
      );
      pointer.current = null;
      key.current = false;
    },
  };
}

function deviceOf(pointerType: string | undefined, byKey: boolean): InputDevice {
  if (pointerType === "touch") return "touch";
  if (pointerType !== undefined) return "pointer";
  return byKey ? "key" : "assistive";
}
