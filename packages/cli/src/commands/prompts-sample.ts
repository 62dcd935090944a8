import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { PromptAxis, PromptSample } from "@pairlab/domain/prompt-sample";
import { readPrompts } from "@pairlab/pipeline/adapters/read-prompts";
import { drawSample } from "@pairlab/pipeline/core/draw-sample";
import { promptLines } from "@pairlab/pipeline/prompts/prompt-lines";
import { examples } from "../examples.ts";
import { optionValue } from "../option-value.ts";
import { wholeNumber } from "../whole-number.ts";
import { writeNewFile } from "../write-new-file.ts";
import type { Configure } from "./table.ts";

interface Options {
  size: number;
  seed: number;
  by?: string;
  exclude: string[];
  out?: string;
}

/** `pairlab prompts sample`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<set>", "a prompt set, or any file that prompts import reads")
    .requiredOption("--size <n>", "how many prompts", wholeNumber("--size", 1))
    .option("--seed <n>", "the same seed draws the same prompts", wholeNumber("--seed", 0), 0)
    .option("--by <axis>", "category or challenge: groups get their proportional part")
    .option("--exclude <axis=group>", "leave a group out; may be given again", collected, [])
    .option("--out <set.jsonl>", "where the sample goes; default: <set>-<size>-<seed>.jsonl here")
    .addHelpText(
      "before",
      examples(
        "npx pairlab prompts sample datasets/miniscenes.v1.jsonl --size 100 --seed 1",
        "npx pairlab prompts sample parti.jsonl --size 100 --seed 1 --by challenge --exclude challenge=Basic",
      ),
    )
    .action(async (file: string, options: Options) => {
      const { terminal } = context();
      const { size, seed, by } = options;
      const exclude = options.exclude.map(exclusion);
      const set = await readPrompts(path.resolve(file));
      const request = PromptSample.parse({
        size,
        seed,
        ...(by === undefined ? {} : { by: optionValue(PromptAxis, "--by", by) }),
        ...(exclude.length === 0 ? {} : { exclude }),
      });
      const { prompts, sample } = drawSample(set.prompts, request, set.sha256);
      const target = options.out ?? `${path.parse(file).name}-${size}-${seed}.jsonl`;
      const status = writeNewFile(path.resolve(target), promptLines(prompts));
      const strata = sample.strata?.map(
        ({ group, population, drawn }) => `  ${group ?? "none"}: ${drawn} of ${population}`,
      );
      terminal.result(
        [
          `${status === "same" ? "unchanged" : "wrote"} ${target}: ${size} of ${sample.population} prompts (${sample.setSize} in the set)`,
          ...(strata ?? []),
        ].join("\n"),
        { file: target, ...sample },
      );
    });
};

const collected = (value: string, before: string[]): string[] => [...before, value];

function exclusion(text: string): Record<string, string> {
  const [, axis, group] = /^(category|challenge)=(.+)$/.exec(text) ?? [];
  if (axis !== undefined && group !== undefined) return { [axis]: group };
  throw new KnownError("input", `invalid --exclude: ${text}`, {
    hint: 'write it as category=NAME or challenge=NAME, such as --exclude "challenge=Basic"',
  });
}
