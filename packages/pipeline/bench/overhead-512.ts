// What painting costs beside the runtime where a picture takes seconds: the embedded turbo model at 512 × 512 pixels
// with the layers of SDXL's own decoder, random weights. One JSON line.
// Usage: tsx packages/pipeline/bench/overhead-512.ts [pictures]
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { at } from "@pairlab/domain/at";
import { ModelRegistry } from "@pairlab/domain/model-registry";
import { createRng } from "@pairlab/domain/random";
import { sha256OfFile } from "../src/adapters/sha256.ts";
import { writeWithExternalData } from "../src/onnx-graph.fixture.ts";
import { paintMissing } from "../src/paint-missing.ts";
import { benchRun, benchStore, inBenchFolders, print } from "./bench-folders.ts";
import { sdxlDecoder } from "./sdxl-decoder.ts";

const [pictures = 4] = process.argv.slice(2).map(Number);
const embedded = path.resolve(import.meta.dirname, "../../../models");
const models = mkdtempSync(path.join(os.tmpdir(), "pairlab-bench-models-"));

try {
  await layOut();
  await inBenchFolders(async (folders) => {
    const size = { width: 512, height: 512 };
    const arms = [{ id: "turbo-1", model: "mini-sdxl-turbo", steps: 1, size }];
    const inspected = await benchRun({ arms }, folders);
    const run = { ...inspected, threads: { workers: 1, threads: os.availableParallelism() } };
    const jobs = run.jobs.slice(0, 1 + pictures);
    const progress = { pictures: new Map(), failures: new Map() };
    let [started, ended] = [0, 0];
    const onProgress = () => {
      ended = performance.now();
      if (started === 0) started = ended; // the first picture loads the graphs
    };
    const signal = new AbortController().signal;
    const options = { folders, provider: "cpu", signal, onProgress } as const;
    await paintMissing(jobs, { run, jobs, progress, store: await benchStore(folders), options });
    const made = jobs.slice(1).map(({ key }) => progress.pictures.get(key));
    const graphs = made.reduce((sum, one) => sum + one.durationsMs.inference, 0);
    print({
      bench: "overhead-512",
      pictures: made.length,
      totalMs: Math.round(ended - started),
      graphsMs: Math.round(graphs),
      ratio: Number(((ended - started) / graphs).toFixed(4)),
    });
  }, models);
} finally {
  rmSync(models, { recursive: true, force: true });
}

/** The embedded models with SDXL's decoder in the place of their own. */
async function layOut(): Promise<void> {
  const leftOut = /golden|vae_encoder|sheet\.png/;
  const filter = (file: string) => !leftOut.test(path.relative(embedded, file));
  cpSync(embedded, models, { recursive: true, filter });
  const folder = "mini-sdxl/components/vae_decoder";
  const graph = path.join(models, folder, "model.onnx");
  const rng = createRng(1, "bench decoder");
  writeWithExternalData(graph, sdxlDecoder(rng.float), "model.onnx_data");
  const file = path.join(models, "registry.json");
  const registry = ModelRegistry.parse(JSON.parse(readFileSync(file, "utf8")));
  const sha256 = await sha256OfFile(graph);
  for (const { files } of registry.models) {
    const entry = at(
      files.filter((one) => one.path === `${folder}/model.onnx`),
      0,
    );
    Object.assign(entry, { sha256, sizeBytes: readFileSync(graph).length });
  }
  writeFileSync(file, JSON.stringify(registry));
}
