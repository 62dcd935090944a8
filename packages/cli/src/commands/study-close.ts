import { changeStudyState } from "../change-study-state.ts";
import { examples } from "../examples.ts";
import type { Configure } from "./table.ts";

/** `pairlab study close`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<study>", "id of the study")
    .addHelpText(
      "before",
      examples("npx pairlab study close demo", "npx pairlab study close demo-simulated --json"),
    )
    .action(async (id: string) => {
      const found = context();
      const status = await changeStudyState(found, id, "close");
      const state = "closed";
      const text =
        status === "already" ? `study ${id} is ${state} already` : `study ${id} is ${state}`;
      found.terminal.result(text, { id, state, status });
    });
};
