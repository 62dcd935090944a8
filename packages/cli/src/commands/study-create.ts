import path from "node:path";
import { createStudy } from "../create-study.ts";
import { examples } from "../examples.ts";
import type { Configure } from "./table.ts";

/** `pairlab study create`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<study.json>", "how the study is run; it names its plan and its run")
    .option("--manifest <file>", "the run's manifest.json, instead of the one study.json names")
    .addHelpText(
      "before",
      examples(
        "npx pairlab study create datasets/demo.study.json",
        "npx pairlab study create datasets/demo.study.json --manifest runs/demo/manifest.json",
      ),
    )
    .action(async (file: string, { manifest }: { manifest?: string }) => {
      const { terminal, ...rest } = context();
      const study = await createStudy(
        { terminal, ...rest },
        path.resolve(file),
        manifest === undefined ? undefined : path.resolve(manifest),
      );
      const { id, forms, trials, pictures, departures } = study;
      if (departures.length > 0)
        terminal.say(`note   the plan departs from its protocol in ${departures.join(", ")}`);
      const numbers = `${forms} forms, ${trials} trials, ${pictures} pictures`;
      if (study.status === "exists")
        return terminal.result(`study ${id} exists with the same documents: nothing to do`, study);
      terminal.result(`created study ${id} (${numbers})`, study);
      terminal.say(`next   npx pairlab study open ${id}`);
    });
};
