import { examples } from "../examples.ts";
import { simulateStudy } from "../simulate-study.ts";
import { wholeNumber } from "../whole-number.ts";
import type { Configure } from "./table.ts";

/** `pairlab study simulate`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<study>", "id of a study whose mode is simulated")
    .option(
      "--participants <n>",
      "raters in all, a form each; default: 40, or fewer where there are fewer forms",
      wholeNumber("--participants", 1),
    )
    .option("--seed <n>", "what all chance is drawn from", wholeNumber("--seed", 0), 7)
    .addHelpText(
      "before",
      examples(
        "npx pairlab study simulate demo-simulated",
        "npx pairlab study simulate demo-simulated --participants 40 --seed 7 --json",
      ),
    )
    .action(async (id: string, options: { participants?: number; seed: number }) => {
      const found = context();
      const simulation = await simulateStudy(found, id, options);
      const { status, participants, votes } = simulation;
      const text =
        status === "already"
          ? `study ${id} is already simulated: ${participants} raters`
          : `simulated ${votes} votes of ${participants} raters in study ${id}`;
      found.terminal.result(text, { study: id, ...simulation });
      found.terminal.say("simulated votes check the harness, not the claim");
    });
};
