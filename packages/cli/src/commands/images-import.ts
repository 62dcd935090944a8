import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { grouped } from "@pairlab/domain/grouped";
import { Identifier } from "@pairlab/domain/identifier";
import { ImportedArm, type ImportedManifest } from "@pairlab/domain/imported-manifest";
import { counted } from "@pairlab/metrics/charts/wording";
import { readPrompts } from "@pairlab/pipeline/adapters/read-prompts";
import { importPictures } from "@pairlab/pipeline/imports/import-pictures";
import { examples } from "../examples.ts";
import { lateProgress } from "../late-progress.ts";
import { optionValue } from "../option-value.ts";
import type { Configure } from "./table.ts";

interface Options {
  name: string;
  prompts: string;
  label: string[];
}

/** How many gaps are named on the terminal; the manifest has them all. */
const namedGaps = 5;

/** `pairlab images import`. */
export const configure: Configure = (command, context) => {
  command
    .argument(
      "<folder|table.csv>",
      "<model>/<prompt id>[-<seed>].png files, or a table: model,prompt,file[,seed,steps,guidance,scheduler,revision,seconds]",
    )
    .requiredOption("--name <run>", "name of the run; its folder is runs/<run>")
    .requiredOption("--prompts <set>", "the prompts the pictures were made of")
    .option("--label <model=text>", "a model's name in charts; may be given again", collected, [])
    .addHelpText(
      "before",
      examples(
        "npx pairlab images import pictures --name mine --prompts mine.jsonl",
        "npx pairlab images import table.csv --name mine --prompts mine.jsonl",
      ),
    )
    .action(async (from: string, options: Options) => {
      const { terminal, folders, now } = context();
      const name = optionValue(Identifier, "--name", options.name);
      const set = await readPrompts(path.resolve(options.prompts));
      const progress = lateProgress(terminal, "read");
      const { manifest, manifestFile, ignored } = await importPictures(path.resolve(from), {
        runs: folders.runs,
        name,
        prompts: set.prompts,
        labels: new Map(options.label.map(labelOf)),
        now,
        onProgress: progress.update,
        onRemark: terminal.say,
      }).finally(progress.end);
      if (ignored.length > 0)
        terminal.say(`left out, no pictures by their names: ${ignored.join(", ")}`);
      for (const line of remarksOf(manifest)) terminal.say(line);
      const { arms, images, gaps, complete } = manifest;
      const models = arms.map(({ id }) => id);
      const gapWords = complete ? "" : `, ${gaps.length} missing`;
      terminal.result(
        `${counted(images.length, "picture")} of ${models.join(", ")}${gapWords}: ${manifestFile}`,
        {
          manifestFile,
          pictures: images.length,
          models,
          complete,
          gaps,
          ignored,
        },
      );
    });
};

const collected = (value: string, before: string[]): string[] => [...before, value];

function labelOf(text: string): [string, string] {
  const [, id, label] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (id === undefined || label === undefined)
    throw new KnownError("input", `invalid --label: ${text}`, {
      hint: 'write it as MODEL=TEXT, such as --label "sdxl-turbo=SDXL-Turbo, 1 step"',
    });
  return [id, optionValue(ImportedArm.shape.label, "--label", label)];
}

/** What somebody should know who brought these pictures in. */
function remarksOf({ images, gaps }: ImportedManifest): string[] {
  const changed = grouped(
    images.flatMap(({ source }) => source.changes),
    (change) => change,
  );
  const uses = grouped(images, ({ pixelsSha256 }) => pixelsSha256);
  const same = [...uses.values()].filter((group) => group.length > 1);
  const named = gaps
    .slice(0, namedGaps)
    .map(({ armId, promptId, seed }) => `${armId}/${promptId}-${seed}`);
  return [
    ...[...changed].map(([change, { length }]) => `${counted(length, "picture")}: ${change}`),
    ...same.map(
      (group) => `the same picture several times: ${group.map((image) => image.file).join(", ")}`,
    ),
    ...(gaps.length === 0
      ? []
      : [
          `missing: ${named.join(", ")}${gaps.length > namedGaps ? ` and ${gaps.length - namedGaps} more` : ""} ("gaps" in the manifest)`,
        ]),
  ];
}
