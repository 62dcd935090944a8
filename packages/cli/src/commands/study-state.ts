import { changeStudyState, type StateChange } from "../change-study-state.ts";
import type { CommandContext } from "../command-context.ts";
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
        if (change === "open") found.terminal.say(await leakRemark(found, id));
      });
  };

/** Opening isn't refused for want of a certificate; it isn't passed over in silence either. */
async function leakRemark(context: CommandContext, id: string): Promise<string> {
  const { studyStanding } = await import("../leaks/study-standing.ts");
  const { leakWords } = await import("@pairlab/metrics/charts/leak-words");
  const standing = await studyStanding(context, id);
  const advice = standing?.verdict === "at chance" ? "" : `; npx pairlab study leaks ${id} --full`;
  return `leaks: ${leakWords(standing)}${advice}`;
}
