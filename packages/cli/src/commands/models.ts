import path from "node:path";
import {
  checkModelFiles,
  type FileStamp,
  modelEntry,
  readRegistry,
} from "@pairlab/pipeline/adapters/model-files";
import { examples } from "../examples.ts";
import type { Configure } from "./table.ts";

/** `pairlab models list` and `pairlab models verify`. */
export const configure: Configure = (command, context) => {
  command.addHelpText("before", examples("npx pairlab models list", "npx pairlab models verify"));
  const folderOf = (root: string, models?: string) =>
    path.resolve(models ?? path.join(root, "models"));

  command
    .command("list")
    .description("the models of the registry, with their own settings and licence")
    .option("--models <folder>", "folder with registry.json, instead of the checkout's models")
    .action(async (options: { models?: string }) => {
      const { terminal, root } = context();
      const { models } = await readRegistry(folderOf(root, options.models));
      const lines = models.map(({ id, title, licence, sizeBytes, defaults }) => {
        const { steps, guidance, scheduler, size } = defaults;
        const settings = `${steps === 1 ? "1 step" : `${steps} steps`}, guidance ${guidance}, ${scheduler}, ${size.width}×${size.height}`;
        return `${id}\n  ${title}; ${settings}; ${megabytes(sizeBytes)}; ${licence}`;
      });
      terminal.result(lines.join("\n"), { models });
    });

  command
    .command("verify")
    .description("read every file of every model, or of one, and compare its hash")
    .argument("[model]", "id of one model")
    .option("--models <folder>", "folder with registry.json, instead of the checkout's models")
    .action(async (id: string | undefined, options: { models?: string }) => {
      const { terminal, root } = context();
      const folder = folderOf(root, options.models);
      const registry = await readRegistry(folder);
      const chosen = id === undefined ? registry.models : [modelEntry(registry, id)];
      const stamps = new Map<string, FileStamp>();
      for (const model of chosen) {
        await checkModelFiles(folder, model.files, stamps);
        terminal.say(`${model.id}: ${model.files.length} files as the registry says`);
      }
      const ids = chosen.map((model) => model.id);
      terminal.result(`${stamps.size} files of ${ids.length} models verified`, {
        models: ids,
        files: stamps.size,
      });
    });
};

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
