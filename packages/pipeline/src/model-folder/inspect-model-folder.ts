import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { checkedGraphBytes, externalDataFiles } from "../adapters/external-data.ts";
import { readOnnxOutline } from "../adapters/onnx-file.ts";
import { readJson } from "../adapters/read-json.ts";
import { type ModelFacts, modelFacts } from "./model-facts.ts";
import { type ModelLayout, modelLayout } from "./model-layout.ts";
import { requiredFiles } from "./needed-files.ts";
import { unusableLayout } from "./unusable-layout.ts";

/** A folder with a model that can be run. */
export interface InspectedFolder
  extends Omit<ModelLayout, "exportedFrom">,
    Omit<ModelFacts, "exportedFrom"> {
  /** Names of what it was exported from, the UNet's first: what sets models of a family apart. */
  exportedFrom: string[];
  /** The files that running it takes, relative to the folder. */
  paths: string[];
  /** Operators that ONNX doesn't have, as `domain.Name`: exports with them may run on one kind of hardware only. */
  foreignOperators: string[];
}

/**
 * What a folder in the layout of Hugging Face Optimum holds; graphs are read, not loaded.
 *
 * Throws: KnownError: missing or input (MODEL_LAYOUT) that names what is missing, and where the files tell, why; missing
 *         (MODEL_DATA) for a torn graph or missing weights.
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
  const required = requiredFiles(layout.components, present, folder);
  const graphs = required.filter((name) => name.endsWith(".onnx"));
  const weights = await weightsOf(folder, graphs);
  const facts = await modelFacts(folder, layout.components);
  const exportedFrom = [facts.exportedFrom, layout.exportedFrom].flatMap((name) => name ?? []);
  const foreign = graphs.flatMap(
    (name) => readOnnxOutline(path.join(folder, name)).foreignOperators,
  );
  return {
    ...facts,
    ...layout,
    exportedFrom,
    paths: [...new Set([...required, ...weights])].toSorted(),
    foreignOperators: [...new Set(foreign)].toSorted(),
  };
}

/** The files that graphs take weights from, as the graphs name them. Throws: KnownError (missing, MODEL_DATA) for one that isn't there or is too short. */
async function weightsOf(folder: string, graphs: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const graph of graphs) {
    await checkedGraphBytes(path.join(folder, graph));
    const beside = await externalDataFiles(path.join(folder, graph));
    found.push(...beside.map(({ file }) => path.posix.join(path.posix.dirname(graph), file)));
  }
  return found;
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
