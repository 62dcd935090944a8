import path from "node:path";
import { benchGenerate } from "../bench-generate.ts";
import { examples } from "../examples.ts";
import { wholeNumber } from "../whole-number.ts";
import type { Configure } from "./table.ts";

/** `pairlab bench generate`. */
export const configure: Configure = (command, context) => {
  command
    .command("generate")
    .description(
      "make pictures without keeping them; pictures a second and memory as one JSON line",
    )
    .argument("[spec.json]", "whose arms are measured; default: the demo's")
    .option("--images <n>", "pictures an arm", wholeNumber("--images", 1), 8)
    .addHelpText(
      "before",
      examples("npx pairlab bench generate", "npx pairlab bench generate --images 20"),
    )
    .action(async (file: string | undefined, { images }: { images: number }) => {
      const found = context();
      const spec = path.resolve(file ?? path.join(found.root, "datasets/demo.spec.json"));
      const measured = await benchGenerate(found, spec, images);
      found.terminal.result(JSON.stringify(measured), measured);
    });
};
