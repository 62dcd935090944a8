import path from "node:path";
import type { PipelineFolders } from "@pairlab/pipeline/inspect-run";
import type { StateFolders } from "./state-folders.ts";

/** Where the pipeline finds models and keeps pictures. */
export const pipelineFolders = (
  root: string,
  folders: StateFolders,
  models?: string,
): PipelineFolders => ({
  models: path.resolve(models ?? path.join(root, "models")),
  added: folders.models,
  runs: folders.runs,
  stamps: path.join(folders.data, "model-stamps.json"),
  speeds: path.join(folders.data, "painting-speeds.json"),
});
