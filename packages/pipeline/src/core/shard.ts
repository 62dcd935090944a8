import type { ImageJob } from "./image-jobs.ts";

/** One part of several that a run's prompts are dealt into: the `index`-th of `count`, from 1. */
export interface Shard {
  index: number;
  count: number;
}

/** The jobs of one part. Prompts are dealt in turn, so that each is encoded in one place and parts weigh alike. */
export function shardOf<Job extends ImageJob>(
  jobs: readonly Job[],
  { index, count }: Shard,
): Job[] {
  const ranks = new Map<string, number>();
  for (const { prompt } of jobs) if (!ranks.has(prompt.id)) ranks.set(prompt.id, ranks.size);
  return jobs.filter(({ prompt }) => (ranks.get(prompt.id) ?? 0) % count === index - 1);
}
