import { KnownError } from "@pairlab/domain/errors";
import { modelLayout } from "../model-folder/model-layout.ts";
import { requiredFiles, weightFiles } from "../model-folder/needed-files.ts";
import { unusableLayout } from "../model-folder/unusable-layout.ts";
import type { HubFile } from "./hub-file.ts";
import { hubText } from "./hub-text.ts";
import { type HubCall, listHubFiles } from "./list-hub-files.ts";

/** A repository at a commit, or a folder of it. */
export interface HubSource {
  repository: string;
  commit: string;
  subfolder?: string;
}

/** What will be downloaded. */
export interface DownloadPlan extends HubSource {
  /** Address of the files: the path follows. */
  base: string;
  /** Paths are relative to the subfolder; configurations first, so that what can't be run shows early. */
  files: HubFile[];
  sizeBytes: number;
}

/**
 * The files that running a repository's model takes, found without storing anything.
 *
 * Throws: KnownError (MODEL_LAYOUT) when it can't be run; see also listHubFiles.
 */
export async function downloadPlan(call: HubCall, source: HubSource): Promise<DownloadPlan> {
  const { repository, commit, subfolder } = source;
  const name = `${repository} at ${commit.slice(0, 8)}${subfolder === undefined ? "" : `, ${subfolder}`}`;
  const prefix = subfolder === undefined ? "" : `${subfolder.replace(/^\/+|\/+$/g, "")}/`;
  const base = [call.endpoint.url, repository, "resolve", commit, ...prefix.split("/")]
    .filter((part) => part !== "")
    .join("/");
  const listed = (await listHubFiles(call, repository, commit)).flatMap((file) =>
    file.path.startsWith(prefix) ? [{ ...file, path: file.path.slice(prefix.length) }] : [],
  );
  const paths = listed.map(({ path }) => path);
  const index = listed.find(({ path }) => path === "model_index.json");
  if (index === undefined) {
    const { text, hint } = unusableLayout(["model_index.json", "unet/model.onnx"], paths);
    throw new KnownError("missing", `missing model_index.json (${name}): ${text}`, {
      code: "MODEL_LAYOUT",
      hint,
    });
  }
  const { components } = modelLayout(
    parsed(await hubText({ ...call, base }, index), name),
    `model_index.json of ${name}`,
  );
  const needed = new Set([
    ...requiredFiles(components, paths, name),
    ...weightFiles(components, paths),
  ]);
  const files = listed
    .filter(({ path }) => needed.has(path))
    .toSorted((a, b) => Number(isText(b)) - Number(isText(a)) || a.sizeBytes - b.sizeBytes);
  return {
    ...source,
    base,
    files,
    sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
  };
}

/** Configurations and tokenizers, as against graphs and weights. */
export const isText = ({ path }: Pick<HubFile, "path">): boolean => /\.(json|txt)$/.test(path);

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new KnownError("input", `invalid JSON: model_index.json of ${name}`, {
      code: "MODEL_LAYOUT",
      hint: "try another revision",
      cause,
    });
  }
}
