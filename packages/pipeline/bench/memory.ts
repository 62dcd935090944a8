// Whether memory stays flat: the process's resident memory over one run of many pictures. One JSON line.
// Usage: tsx packages/pipeline/bench/memory.ts [pictures]
import { paintMissing } from "../src/paint-missing.ts";
import { benchRun, benchStore, inBenchFolders, print } from "./bench-folders.ts";

const [pictures = 1000] = process.argv.slice(2).map(Number);

await inBenchFolders(async (folders) => {
  const prompts = 40;
  const seeds = Array.from({ length: Math.ceil(pictures / prompts) }, (_, seed) => seed);
  const arms = [{ id: "turbo-1", model: "mini-sdxl-turbo", steps: 1 }];
  const run = await benchRun({ seeds, arms }, folders);
  const jobs = run.jobs.slice(0, pictures);
  const residentMb: number[] = [];
  const onProgress = () => {
    residentMb.push(process.memoryUsage.rss() / 2 ** 20);
  };
  const signal = new AbortController().signal;
  const options = { folders, provider: "cpu", signal, onProgress } as const;
  const progress = { pictures: new Map(), failures: new Map() };
  await paintMissing(jobs, { run, jobs, progress, store: await benchStore(folders), options });
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [first, last] = [mean(residentMb.slice(0, 200)), mean(residentMb.slice(-100))];
  print({
    bench: "memory",
    pictures: residentMb.length,
    first200Mb: Math.round(first),
    last100Mb: Math.round(last),
    peakMb: Math.round(Math.max(...residentMb)),
    ratio: Number((last / first).toFixed(4)),
  });
});
