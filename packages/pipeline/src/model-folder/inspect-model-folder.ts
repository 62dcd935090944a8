import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { readJson } from "../adapters/read-json.ts";
import { type ModelFacts, modelFacts } from "./model-facts.ts";
import { type ModelLayout, modelLayout } from "./model-layout.ts";
import { neededFiles } from "./needed-files.ts";
import { unusableLayout } from "./unusable-layout.ts";

/** A folder with a model that can be run. */
export interface InspectedFolder
  extends Omit<ModelLayout, "exportedFrom">,
    Omit<ModelFacts, "exportedFrom"> {
  /** Names of what it was exported from, the UNet's first: what sets models of a family apart. */
  exportedFrom: string[];
  /** The files that running it takes, relative to the folder. */
  paths: string[];
}

/**
 * What a folder in the layout of Hugging Face Optimum holds; graphs aren't loaded.
 *
 * Throws: KnownError: missing or input (MODEL_LAYOUT) that names what is missing, and where the files tell, why.
 */
export async function inspectModelFolder(folder: string): Promise<InspectedFolder> {
  const present = await filesOf(folder);
  const index = "model_index.json";
  if (!present.includes(index)) {
    const { text, hint } = unusableLayout([index, "unet/model.onnx"], present);
    throw new KnownError("missing", `missing ${index} (${folder}): ${text}`, {
      code: "MODEL_LAYOUT",
      hint,
    });
  }
  const file = path.join(folder, index);
  const layout = modelLayout(await readJson(file), file);
  const paths = neededFiles(layout.components, present, folder);
  const facts = await modelFacts(folder, layout.components);
  const exportedFrom = [facts.exportedFrom, layout.exportedFrom].flatMap((name) => name ?? []);
  return { ...facts, ...layout, exportedFrom, paths };
}

/** Files of a folder and of the folders in it; no deeper, since somebody may name a whole disk. */
async function filesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new KnownError("missing", `missing folder: ${folder}`, {
      code: "MODEL_LAYOUT",
      hint: "name a folder of this computer, or a repository as owner/name",
      cause,
    });
  });
  const found: string[] = [];
  for (const name of names) {
    const kind = await stat(path.join(folder, name)).catch(() => undefined);
    if (kind?.isFile()) found.push(name);
    else if (kind?.isDirectory())
      found.push(
        ...(await readdir(path.join(folder, name)).catch(() => [])).map(
          (file) => `${name}/${file}`,
        ),
      );
  }
  return found;
}
