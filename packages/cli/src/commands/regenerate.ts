import type { Provider } from "@pairlab/domain/provider";
import { type RegeneratedPicture, regenerate } from "@pairlab/pipeline/regenerate";
import { examples } from "../examples.ts";
import { Interrupted } from "../interrupted.ts";
import { pipelineFolders } from "../pipeline-folders.ts";
import { withProvider } from "../provider-option.ts";
import { regeneratedText } from "../regenerated-text.ts";
import { runPictures } from "../run-pictures.ts";
import { wholeNumber } from "../whole-number.ts";
import type { Configure } from "./table.ts";

interface Options {
  sample?: number;
  seed: number;
  models?: string;
  provider: Provider;
}

/** `pairlab regenerate`. Exit code 1 when a picture has drifted: a check that found a difference. */
export const configure: Configure = (command, context) => {
  command
    .argument("<run>", "name of a run, its folder, its manifest, or one picture")
    .option(
      "--sample <n>",
      "make only n of its pictures, drawn at random",
      wholeNumber("--sample", 1),
    )
    .option("--seed <n>", "which n are drawn", wholeNumber("--seed", 0), 0)
    .option("--models <folder>", "folder with registry.json, instead of the checkout's models")
    .addHelpText(
      "before",
      examples(
        "npx pairlab regenerate demo --sample 8",
        "npx pairlab regenerate runs/demo/images/turbo-1/p001-0.png --json",
      ),
    );
  withProvider(command).action(async (run: string, options: Options) => {
    const { terminal, root, folders, signal } = context();
    const files = runPictures(run, folders.runs, options);
    const progress = terminal.progress("regenerate", files.length);
    const pictures = await regenerate(files, {
      folders: pipelineFolders(root, folders, options.models),
      provider: options.provider,
      signal,
      onProgress: progress.update,
    }).finally(progress.end);
    if (pictures.length < files.length)
      throw new Interrupted(`stopped after ${pictures.length} of ${files.length} pictures`);
    terminal.result(regeneratedText(pictures), { pictures, verdicts: counts(pictures) });
    if (pictures.some(({ verdict }) => verdict === "drifted")) process.exitCode = 1;
  });
};

const counts = (pictures: readonly RegeneratedPicture[]) => ({
  identical: pictures.filter(({ verdict }) => verdict === "identical").length,
  samePixels: pictures.filter(({ verdict }) => verdict === "same pixels").length,
  parity: pictures.filter(({ verdict }) => verdict === "parity").length,
  drifted: pictures.filter(({ verdict }) => verdict === "drifted").length,
});
