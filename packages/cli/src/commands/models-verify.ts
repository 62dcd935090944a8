import {
  type LocatedModel,
  locatedModel,
  readModels,
} from "@pairlab/pipeline/adapters/located-models";
import { modelDamage } from "@pairlab/pipeline/adapters/model-files";
import type { CommandContext } from "../command-context.ts";
import { examples } from "../examples.ts";
import { Interrupted } from "../interrupted.ts";
import { pipelineFolders } from "../pipeline-folders.ts";
import type { Configure } from "./table.ts";

/** `pairlab models verify`: exit code 1 when a file isn't what it should be. */
export const configure: Configure = (command, context) => {
  command
    .argument("[model]", "id of one model")
    .option("--models <folder>", "folder with registry.json, instead of the checkout's models")
    .addHelpText(
      "before",
      examples("npx pairlab models verify", "npx pairlab models verify mini-sdxl-turbo"),
    )
    .action(async (id: string | undefined, options: { models?: string }) => {
      const found = context();
      const known = await readModels(pipelineFolders(found.root, found.folders, options.models));
      const models = await verified(found, id === undefined ? known : [locatedModel(known, id)]);
      const files = models.reduce((sum, model) => sum + model.files, 0);
      const damage = models.flatMap((model) => model.damage.map((text) => `${model.id}: ${text}`));
      const text =
        damage.length === 0
          ? `${files} files of ${models.length === 1 ? "1 model" : `${models.length} models`} are what they should be`
          : damage.join("\n");
      found.terminal.result(text, { models });
      if (damage.length > 0) process.exitCode = 1;
    });
};

interface VerifiedModel {
  id: string;
  files: number;
  damage: string[];
}

async function verified(
  { terminal, signal }: CommandContext,
  chosen: readonly LocatedModel[],
): Promise<VerifiedModel[]> {
  const total = chosen.reduce((sum, { entry }) => sum + entry.sizeBytes, 0);
  const progress = terminal.progress("verify", total, "bytes");
  let read = 0;
  const onBytes = (bytes: number) => {
    read += bytes;
    progress.update(read, read);
  };
  const models: VerifiedModel[] = [];
  try {
    for (const { folder, entry } of chosen) {
      const damage = await modelDamage(folder, entry.files, { signal, onBytes });
      models.push({ id: entry.id, files: entry.files.length, damage });
    }
  } catch (error) {
    if (signal.aborted) throw new Interrupted("stopped before every file was read");
    throw error;
  } finally {
    progress.end();
  }
  return models;
}
