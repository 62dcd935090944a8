import path from "node:path";
import { Identifier } from "@pairlab/domain/identifier";
import { readPrompts } from "@pairlab/pipeline/adapters/read-prompts";
import { PromptFormat } from "@pairlab/pipeline/prompts/prompt-format";
import { promptLines } from "@pairlab/pipeline/prompts/prompt-lines";
import { examples } from "../examples.ts";
import { optionValue } from "../option-value.ts";
import { groupCounts } from "../prompt-groups.ts";
import { writeNewFile } from "../write-new-file.ts";
import type { Configure } from "./table.ts";

interface Options {
  format?: string;
  out?: string;
  name?: string;
}

/** `pairlab prompts import`. */
export const configure: Configure = (command, context) => {
  command
    .argument(
      "<file>",
      "PartiPrompts, DrawBench, GenEval, a table with a header, or a prompt a line",
    )
    .option(
      "--format <format>",
      `one of ${PromptFormat.options.join(", ")}; default: told by the file`,
    )
    .option("--out <set.jsonl>", "where the set goes; default: <name>.jsonl here")
    .option("--name <name>", "what ids begin with; default: the published set's or the file's name")
    .addHelpText(
      "before",
      examples(
        "npx pairlab prompts import PartiPrompts.tsv",
        "npx pairlab prompts import prompts.txt --name mine --out mine.jsonl",
      ),
    )
    .action(async (file: string, { format, out, name }: Options) => {
      const { terminal } = context();
      const set = await readPrompts(path.resolve(file), {
        ...(format === undefined ? {} : { format: optionValue(PromptFormat, "--format", format) }),
        ...(name === undefined ? {} : { name: optionValue(Identifier, "--name", name) }),
      });
      const stem = name === undefined ? path.parse(file).name : name;
      const target = out ?? `${stem}.jsonl`;
      const status = writeNewFile(path.resolve(target), promptLines(set.prompts));
      for (const { id, firstId } of set.repeats)
        terminal.say(`${id} has the same text as ${firstId}: both are kept`);
      const counts = groupCounts(set.prompts);
      terminal.result(
        [
          `${status === "same" ? "unchanged" : "wrote"} ${target}: ${set.prompts.length} prompts, read as ${set.format}`,
          ...counts.map(({ axis, groups }) => `  ${axis}: ${words(groups)}`),
        ].join("\n"),
        {
          file: target,
          prompts: set.prompts.length,
          format: set.format,
          repeats: set.repeats,
          counts,
        },
      );
    });
};

const words = (groups: readonly { group: string; prompts: number }[]): string =>
  groups.map(({ group, prompts }) => `${group} ${prompts}`).join(", ");
