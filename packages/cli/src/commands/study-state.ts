import { changeStudyState, type StateChange } from "../change-study-state.ts";
import { examples } from "../examples.ts";
import type { Configure } from "./table.ts";

const states = { open: "open", pause: "paused", close: "closed" } as const satisfies Record<
  StateChange,
  string
>;

/** `pairlab study open`, `pairlab study pause` and `pairlab study close`. */
export const stateChange =
  (change: StateChange): Configure =>
  (command, context) => {
    command
      .argument("<study>", "id of the study")
      .addHelpText(
        "before",
        examples(
          `npx pairlab study ${change} demo`,
          `npx pairlab study ${change} demo-simulated --json`,
        ),
      )
      .action(async (id: string) => {
        const found = context();
        const status = await changeStudyState(found, id, change);
        const state = states[change];
        const text = `study ${id} is ${state}${status === "already" ? " already" : ""}`;
        found.terminal.result(text, { id, state, status });
      });
  };
