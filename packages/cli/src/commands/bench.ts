import path from "node:path";
import { benchGenerate } from "../bench-generate.ts";
import { benchElo, benchFile, benchLabels, benchMetrics } from "../bench-metrics.ts";
import { examples } from "../examples.ts";
import { wholeNumber } from "../whole-number.ts";
import type { Configure } from "./table.ts";

interface MetricsOptions {
  votes: number[];
  rounds: number;
  labels?: string;
}

const sizes = (text: string): number[] =>
  text.split(",").map((word) => wholeNumber("--votes", 1000, 100_000_000)(word.trim()));

/** `pairlab bench generate` and `pairlab bench metrics`. */
export const configure: Configure = (command, context) => {
  command
    .command("metrics")
    .description("read and fit votes made for it, and time it; one JSON line")
    .argument("[votes.csv]", "a file to measure instead")
    .option(
      "--votes <list>",
      "how many votes a file, by commas",
      sizes,
      [100_000, 1_000_000, 10_000_000],
    )
    .option("--rounds <n>", "how often; the least time counts", wholeNumber("--rounds", 1, 100), 3)
    .addHelpText(
      "before",
      examples("npx pairlab bench metrics", "npx pairlab bench metrics --votes 100000,1000000"),
    )
    .option("--labels <ratings.csv>", "measure Dawid-Skene on these instead")
    .action(async (file: string | undefined, { votes, rounds, labels }: MetricsOptions) => {
      if (labels !== undefined) {
        const found = { bench: "metrics", labels: benchLabels(labels, rounds) };
        context().terminal.result(JSON.stringify(found), found);
        return;
      }
      const measured =
        file === undefined
          ? await benchMetrics(votes, rounds)
          : { bench: "metrics", files: [await benchFile(file, rounds)], elo: benchElo(rounds) };
      context().terminal.result(JSON.stringify(measured), measured);
    });
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
