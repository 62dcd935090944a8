import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import { readRatingsCsv } from "@pairlab/metrics/agreement/read-ratings-csv";
import { packed } from "@pairlab/metrics/elo";
import { packedEloOverOrders } from "@pairlab/metrics/elo-over-orders";
import { fitBootstrap } from "@pairlab/metrics/fit/fit-bootstrap";
import { largest } from "@pairlab/metrics/fit/newton";
import { countVotes } from "@pairlab/metrics/fit/pair-cells";
import { type PairFit, pairFit } from "@pairlab/metrics/fit/pair-fit";
import { refitter } from "@pairlab/metrics/fit/refit";
import { dawidSkene } from "@pairlab/metrics/raters/dawid-skene";
import type { VoteTable } from "@pairlab/metrics/votes/vote-table";
import { readText } from "./read-text.ts";
import { readVotesFile } from "./read-votes-file.ts";

/** Times of one file of votes, in milliseconds; the least of the rounds. */
export interface MetricsSpeed {
  votes: number;
  items: number;
  raters: number;
  /** From the file to counted ids; from the file to strengths. */
  readMs: number;
  totalMs: number;
  /** Of it: counts to strengths with their covariance. */
  fitMs: number;
  /** 100 refits, whole raters drawn again; refits of votes drawn one by one where there are no raters. */
  bootstrapMs: number;
  bootstrapBy: string;
  /** How far one more step of Newton's method would move any log strength. */
  errorLogStrength: number;
  nanosecondsPerVote: number;
  peakMemoryMb: number;
  /** Processor time of the whole, with the runtime's own threads: steadier than the clock on a busy machine. */
  totalCpuMs: number;
  bootstrapCpuMs: number;
}

const items = 100;
const eloOrders = 100;
const eloGames = 100_000;

/** Times of files of as many votes each, made for it and removed, smallest first. */
export async function benchMetrics(sizes: readonly number[], rounds: number) {
  const folder = mkdtempSync(path.join(tmpdir(), "pairlab-bench-"));
  const found: MetricsSpeed[] = [];
  try {
    for (const votes of [...sizes].sort((one, other) => one - other)) {
      const file = path.join(folder, "votes.csv");
      writeVotes(file, votes);
      found.push(await benchFile(file, rounds));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { bench: "metrics" as const, files: found, elo: benchElo(rounds) };
}

/** Times of one file. */
export async function benchFile(file: string, rounds: number): Promise<MetricsSpeed> {
  const reads: number[] = [];
  const totals: number[] = [];
  const fits: number[] = [];
  const bootstraps: Timing[] = [];
  const processor: number[] = [];
  let last: { table: VoteTable; fit: PairFit } | undefined;
  for (let round = 0; round < rounds; round += 1) {
    const [started, startedCpu] = [performance.now(), cpuMs()];
    const table = await readVotesFile(file);
    reads.push(performance.now() - started);
    const counts = countVotes(table);
    const counted = performance.now();
    const fit = fitted(counts, table.items.length);
    fits.push(performance.now() - counted);
    totals.push(performance.now() - started);
    processor.push(cpuMs() - startedCpu);
    bootstraps.push(timed(() => refits(table, fit)));
    last = { table, fit };
  }
  if (last === undefined) throw new RangeError("benchFile: no rounds");
  const { table, fit } = last;
  const totalMs = Math.min(...totals);
  return {
    votes: table.first.length,
    items: table.items.length,
    raters: table.raters?.ids.length ?? 0,
    readMs: rounded(Math.min(...reads)),
    totalMs: rounded(totalMs),
    fitMs: rounded(Math.min(...fits)),
    bootstrapMs: leastOf(bootstraps, "ms"),
    bootstrapBy: table.raters === undefined ? "vote" : "rater",
    errorLogStrength: errorOf(fit),
    nanosecondsPerVote: rounded((totalMs * 1e6) / table.first.length),
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
    totalCpuMs: rounded(Math.min(...processor)),
    bootstrapCpuMs: leastOf(bootstraps, "cpu"),
  };
}

/** 100 random orders of 100,000 games between 100 items, K = 4. */
export function benchElo(rounds: number) {
  const rng = createRng(1, "bench elo");
  const games = Uint32Array.from({ length: eloGames }, () => {
    const winner = rng.below(items);
    return packed(winner, (winner + 1 + rng.below(items - 1)) % items);
  });
  const times = Array.from({ length: rounds }, () =>
    timed(() =>
      packedEloOverOrders(games.slice(), items, { k: 4, start: 1000 }, { orders: eloOrders, rng }),
    ),
  );
  return {
    games: eloGames,
    orders: eloOrders,
    ms: leastOf(times, "ms"),
    cpuMs: leastOf(times, "cpu"),
  };
}

/** Dawid-Skene on a file of labels: item, rater, label. */
export function benchLabels(file: string, rounds: number) {
  const { ratings } = readRatingsCsv(readText(file), file);
  const [items, raters, classes] = [
    ratings.map(({ item }) => item),
    ratings.map(({ rater }) => rater),
    ratings.map(({ label }) => label),
  ].map(placesOf);
  if (items === undefined || raters === undefined || classes === undefined)
    throw new RangeError("benchLabels: no columns");
  const labels = ratings.map((_, i) => ({
    item: at(items.of, i),
    rater: at(raters.of, i),
    label: at(classes.of, i),
  }));
  const size = { items: items.count, raters: raters.count, classes: classes.count };
  let iterations = 0;
  const times = Array.from({ length: rounds }, () =>
    timed(() => {
      const found = dawidSkene(labels, size);
      if (found.status === "ok") iterations = found.value.trace.length;
    }),
  );
  const per100 = (ms: number): number => rounded((100 * ms) / iterations);
  return {
    labels: labels.length,
    iterations,
    ms: leastOf(times, "ms"),
    msPer100Iterations: per100(leastOf(times, "ms")),
    cpuMsPer100Iterations: per100(leastOf(times, "cpu")),
  };
}

function placesOf(names: readonly string[]): { of: number[]; count: number } {
  const places = new Map([...new Set(names)].sort().map((name, i) => [name, i]));
  return { of: names.map((name) => places.get(name) ?? 0), count: places.size };
}

const refits = (table: VoteTable, fit: PairFit) =>
  fitBootstrap(table, fit, {
    kind: table.raters === undefined ? "vote" : "rater",
    replicates: 100,
    seed: 1,
  });

function fitted(counts: Float64Array, size: number): PairFit {
  const fit = pairFit(counts, size, { model: "bt", ties: "half", position: false });
  if (fit.status !== "ok") throw new RangeError(`bench: ${fit.reason}`);
  return fit.value;
}

function errorOf(fit: PairFit): number {
  const again = refitter(fit)(fit.cells);
  if (again === undefined) throw new RangeError("bench: no refit");
  return largest(again.map((value, i) => value - at(fit.parameters, i)));
}

interface Timing {
  ms: number;
  cpu: number;
}

function timed(work: () => unknown): Timing {
  const [started, startedCpu] = [performance.now(), cpuMs()];
  work();
  return { ms: performance.now() - started, cpu: cpuMs() - startedCpu };
}

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const leastOf = (times: readonly Timing[], kind: keyof Timing): number =>
  rounded(Math.min(...times.map((time) => time[kind])));

const rounded = (value: number): number => Number(value.toPrecision(3));

/** Arena-style votes of 100 models by raters of about 1,000 votes each, as one would find them. */
function writeVotes(file: string, votes: number): void {
  const rng = createRng(votes, "bench votes");
  const strengths = Array.from({ length: items }, () => 2 * rng.float() - 1);
  const raters = Math.max(50, Math.round(votes / 1000));
  const opened = openSync(file, "w");
  try {
    writeSync(opened, "model_a,model_b,winner,rater\n");
    for (let from = 0; from < votes; from += 50_000) {
      const rows = Array.from({ length: Math.min(50_000, votes - from) }, () => {
        const one = rng.below(items);
        const other = (one + 1 + rng.below(items - 1)) % items;
        const chance = 1 / (1 + Math.exp(at(strengths, other) - at(strengths, one)));
        const winner = rng.float() < chance ? "model_a" : "model_b";
        return `${nameOf(one)},${nameOf(other)},${winner},r${rng.below(raters)}\n`;
      });
      writeSync(opened, rows.join(""));
    }
  } finally {
    closeSync(opened);
  }
}

const nameOf = (item: number): string => `model-${String(item).padStart(3, "0")}`;
