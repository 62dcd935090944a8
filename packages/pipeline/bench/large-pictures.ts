// What painting costs beside the runtime when a picture takes seconds: the embedded turbo model at 512 × 512 with a
// decoder of SDXL's own layers, random weights. One JSON line for each number of painters and threads.
// Usage: tsx packages/pipeline/bench/large-pictures.ts [pictures] [painters×threads …], as in 3 1x2 2x1
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ModelRegistry } from "@pairlab/domain/model-registry";
import { sha256OfFile } from "../src/adapters/sha256.ts";
import { writeWithExternalData } from "../src/onnx-graph.fixture.ts";
import { paintMissing } from "../src/paint-missing.ts";
import { benchRun, benchStore, inBenchFolders, print } from "./bench-folders.ts";
import { decoderPlanes, vaeDecoderDraft } from "./vae-decoder-draft.ts";

const [count = "3", ...shares] = process.argv.slice(2);
const pictures = Number(count);
const decoder = "mini-sdxl/components/vae_decoder";
const modelId = "mini-sdxl-turbo";
const embedded = path.resolve(import.meta.dirname, "../../../models");

/** The embedded models, the turbo one with the large decoder. */
async function largeModels(folder: string): Promise<void> {
  cpSync(embedded, folder, { recursive: true });
  const draft = vaeDecoderDraft();
  writeWithExternalData(path.join(folder, decoder, "model.onnx"), draft, "model.onnx_data");
  const config = path.join(folder, decoder, "config.json");
  const before: object = JSON.parse(readFileSync(config, "utf8"));
  writeFileSync(config, JSON.stringify({ ...before, block_out_channels: decoderPlanes }));
  const registry = path.join(folder, "registry.json");
  const { models } = ModelRegistry.parse(JSON.parse(readFileSync(registry, "utf8")));
  const model = models.find(({ id }) => id === modelId);
  if (model === undefined) throw new Error(`no ${modelId} in the registry`);
  const kept = model.files.filter((file) => !file.path.startsWith(decoder));
  const replaced = ["model.onnx", "model.onnx_data", "config.json"].map(async (name) => {
    const file = path.join(folder, decoder, name);
    const sizeBytes = statSync(file).size;
    return { path: `${decoder}/${name}`, sizeBytes, sha256: await sha256OfFile(file) };
  });
  const files = [...kept, ...(await Promise.all(replaced))];
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  writeFileSync(registry, JSON.stringify({ version: 1, models: [{ ...model, files, sizeBytes }] }));
}

/** Paints until each painter has made its first picture and `pictures` more are kept; those are counted. */
async function measure(models: string, painters: number, threads: number): Promise<object> {
  return inBenchFolders(async (folders) => {
    const size = { width: 512, height: 512 };
    const arms = [{ id: "large", model: modelId, steps: 1, size }];
    const run = await benchRun({ arms }, folders);
    const jobs = run.jobs.slice(0, painters + pictures);
    const progress = { pictures: new Map(), failures: new Map() };
    let [kept, started, ended] = [0, 0, 0];
    const onProgress = () => {
      kept += 1;
      ended = performance.now();
      if (kept === painters) started = ended;
    };
    const signal = new AbortController().signal;
    const options = { folders, provider: "cpu", signal, onProgress } as const;
    const shared = { ...run, threads: { workers: painters, threads } };
    const store = await benchStore(folders);
    await paintMissing(jobs, { run: shared, jobs, progress, store, options });
    const made = jobs.slice(painters).map(({ key }) => progress.pictures.get(key));
    const spent = (part: "inference" | "total") =>
      made.reduce((sum, one) => sum + one.durationsMs[part], 0);
    const graphs = spent("inference") / painters;
    const total = ended - started;
    const rounded = { totalMs: Math.round(total), graphsMs: Math.round(graphs) };
    const figures = {
      ratio: Number((total / graphs).toFixed(4)),
      /** The painter's own share of that: without files, which are written beside the next picture. */
      painterRatio: Number((spent("total") / spent("inference")).toFixed(4)),
      secondsEach: Number((total / pictures / 1000).toFixed(2)),
    };
    return { bench: "large pictures", painters, threads, pictures, ...rounded, ...figures };
  }, models);
}

const folder = mkdtempSync(path.join(tmpdir(), "pairlab-large-"));
try {
  await largeModels(folder);
  for (const share of shares.length === 0 ? ["1x2"] : shares) {
    const [painters = 1, threads = 1] = share.split("x").map(Number);
    print(await measure(folder, painters, threads));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
