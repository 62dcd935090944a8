import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { GenerationSpec } from "@pairlab/domain/generation-spec";
import { Seed } from "@pairlab/domain/identifier";
import { readPrompts } from "@pairlab/pipeline/adapters/read-prompts";
import { chosenPrompts } from "@pairlab/pipeline/core/chosen-prompts";
import { pictureRequests } from "@pairlab/pipeline/prompts/picture-requests";
import { examples } from "../examples.ts";
import { readDocument } from "../read-document.ts";
import { writeNewFile } from "../write-new-file.ts";
import type { Configure } from "./table.ts";

interface Options {
  seeds?: string;
  out?: string;
}

/** `pairlab prompts export`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<spec.json|set>", "a spec of pairlab generate, or a prompt set")
    .option("--seeds <list>", "seeds, comma between; default: the spec's, or 0")
    .option("--out <requests.jsonl>", "where the requests go; default: standard output")
    .addHelpText(
      "before",
      examples(
        "npx pairlab prompts export datasets/miniscenes.v1.jsonl --seeds 0,1 --out requests.jsonl",
        "npx pairlab prompts export datasets/demo.spec.json",
      ),
    )
    .action(async (file: string, { seeds, out }: Options) => {
      const { terminal } = context();
      const wanted = await wantedPictures(path.resolve(file));
      const requests = pictureRequests(
        wanted.prompts,
        seeds === undefined ? wanted.seeds : seedList(seeds),
        wanted.arms,
      );
      const text = requests.map((request) => `${JSON.stringify(request)}\n`).join("");
      if (out === undefined) return terminal.result(text.trimEnd(), requests);
      const status = writeNewFile(path.resolve(out), text);
      terminal.result(
        `${status === "same" ? "unchanged" : "wrote"} ${out}: ${requests.length} pictures to make`,
        { file: out, requests: requests.length },
      );
    });
};

async function wantedPictures(file: string) {
  if (!file.endsWith(".json"))
    return { prompts: (await readPrompts(file)).prompts, seeds: [0], arms: [] };
  const spec = readDocument(GenerationSpec, file);
  const set = await readPrompts(path.resolve(path.dirname(file), spec.prompts));
  return { prompts: chosenPrompts(spec, set).prompts, seeds: spec.seeds, arms: spec.arms };
}

function seedList(text: string): number[] {
  const seeds = text.split(",").map((part) => Seed.safeParse(Number(part.trim() || Number.NaN)));
  const values = seeds.flatMap(({ data }) => data ?? []);
  if (values.length === seeds.length && new Set(values).size === values.length) return values;
  throw new KnownError("input", `invalid --seeds: ${text}`, {
    hint: "whole numbers from 0 to 4294967295, each once, such as 0,1,2",
  });
}
