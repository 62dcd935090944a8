// What painting costs beside the runtime: the time of a run, stored, by the time of its graphs, one painter, graphs
// loaded. One JSON line a model and one for all.
// Usage: tsx packages/pipeline/bench/overhead.ts [spec.json] [pictures an arm]
import path from "node:path";
import { GenerationSpec } from "@pairlab/domain/generation-spec";
import { readJson } from "../src/adapters/read-json.ts";
import type { KeyedJob } from "../src/inspect-run.ts";
import { paintMissing } from "../src/paint-missing.ts";
import { benchRun, benchStore, inBenchFolders, print } from "./bench-folders.ts";

const demo = path.resolve(import.meta.dirname, "../../../datasets/demo.spec.json");
const [file = demo, count = "20"] = process.argv.slice(2);

await inBenchFolders(async (folders) => {
  const { arms } = GenerationSpec.parse(await readJson(file));
  const run = await benchRun({ arms }, folders);
  const store = await benchStore(folders);
  /** Milliseconds from when the first picture is kept, which loaded the graphs, to when the last is. */
  const timed = async (jobs: readonly KeyedJob[]) => {
    const progress = { pictures: new Map(), failures: new Map() };
    let [started, ended] = [0, 0];
    const onProgress = () => {
      ended = performance.now();
      if (started === 0) started = ended;
    };
    const signal = new AbortController().signal;
    const options = { folders, provider: "cpu", signal, onProgress } as const;
    await paintMissing(jobs, { run, jobs, progress, store, options });
    const made = jobs.slice(1).map(({ key }) => progress.pictures.get(key));
    const graphs = made.reduce((sum, one) => sum + one.durationsMs.inference, 0);
    return { total: ended - started, graphs };
  };
  const all = { total: 0, graphs: 0 };
  for (const arm of run.resolved.arms) {
    const jobs = run.jobs.filter((job) => job.arm.id === arm.id).slice(0, 1 + Number(count));
    const { total, graphs } = await timed(jobs);
    all.total += total;
    all.graphs += graphs;
    print(figures(arm.id, jobs.length - 1, total, graphs));
  }
  print(figures("all", run.resolved.arms.length * Number(count), all.total, all.graphs));
});

function figures(arm: string, pictures: number, totalMs: number, graphsMs: number) {
  return {
    bench: "overhead",
    arm,
    pictures,
    totalMs: Math.round(totalMs),
    graphsMs: Math.round(graphsMs),
    ratio: Number((totalMs / graphsMs).toFixed(4)),
  };
}
