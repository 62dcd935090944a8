import type { LocatedModel } from "../adapters/located-models.ts";
import { readOnnxOutline } from "../adapters/onnx-file.ts";
import { loadModel } from "../models/load-model.ts";

/**
 * Loads a model as painting does, except that its graphs are only read for what goes in and comes out: parts that
 * don't fit together are found in milliseconds, without the memory for gigabytes of weights.
 *
 * Throws: KnownError, as loadModel does and readOnnxOutline.
 */
export async function assertLoads(model: LocatedModel): Promise<void> {
  await loadModel(model, async (file) => {
    const { inputs, outputs } = readOnnxOutline(file);
    const run = () => Promise.reject(new Error(`${file} was read, not loaded`));
    return { file, inputs, outputs, run, release: async () => undefined };
  });
}
