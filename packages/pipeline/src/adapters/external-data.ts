import { statSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { assertNoLfsPointer, readOnnxOutline } from "./onnx-file.ts";

/** A file that holds weights of a graph. */
export interface ExternalDataFile {
  /** Relative to the graph's folder, as the graph names it. */
  file: string;
  /** How long it must be at least. */
  bytesNeeded: number;
}

/**
 * The files beside an ONNX graph that it takes its weights from, whatever they are called: each once, by name.
 *
 * Throws: KnownError (missing, MODEL_DATA) for a graph that can't be read, or one that names a file outside its folder.
 */
export async function externalDataFiles(onnxFile: string): Promise<ExternalDataFile[]> {
  const needed = new Map<string, number>();
  for (const { location, end } of readOnnxOutline(onnxFile).external) {
    const file = path.posix.normalize(location.replaceAll("\\", "/"));
    if (path.posix.isAbsolute(file) || file.split("/")[0] === "..")
      throw modelData(
        `invalid model file: ${onnxFile} takes weights from ${location}, outside its folder`,
      );
    needed.set(file, Math.max(needed.get(file) ?? 0, end));
  }
  return [...needed]
    .map(([file, bytesNeeded]) => ({ file, bytesNeeded }))
    .toSorted((a, b) => (a.file < b.file ? -1 : 1));
}

/**
 * Makes sure that all the weights a graph names are there, before the runtime is asked to load it. Result: the size in
 * bytes of the graph's file and of those beside it.
 *
 * Throws: KnownError (missing, MODEL_DATA) that names the file and how much of it there is.
 */
export async function checkedGraphBytes(onnxFile: string): Promise<number> {
  const files = await externalDataFiles(onnxFile);
  let bytes = statSync(onnxFile).size;
  for (const { file, bytesNeeded } of files) {
    const whole = path.join(path.dirname(onnxFile), file);
    const found = statSync(whole, { throwIfNoEntry: false });
    const size = found?.isFile() === true ? found.size : undefined;
    if (size === undefined)
      throw modelData(`missing model file: ${whole}, which ${path.basename(onnxFile)} names`);
    assertNoLfsPointer(whole);
    if (size < bytesNeeded)
      throw modelData(`invalid model file: ${whole} has ${size} of ${bytesNeeded} bytes`);
    bytes += size;
  }
  return bytes;
}

const modelData = (message: string) =>
  new KnownError("missing", message, {
    code: "MODEL_DATA",
    hint: "fetch the model's files again: weights outside the graph go beside it, under the name it was exported with",
  });
