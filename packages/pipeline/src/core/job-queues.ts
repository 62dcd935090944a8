import type { ImageJob } from "./image-jobs.ts";
import { shardOf } from "./shard.ts";

/** The next job of a painter; undefined when there is none left for anybody. */
export type NextJob<Job> = (painter: number) => Job | undefined;

/**
 * Jobs dealt to painters by prompt, so that each prompt is encoded by one of them, in its order. Who has none left takes
 * the last job of who has most.
 */
export function jobQueues<Job extends ImageJob>(
  jobs: readonly Job[],
  painters: number,
): NextJob<Job> {
  const queues = Array.from({ length: painters }, (_, index) =>
    shardOf(jobs, { index: index + 1, count: painters }),
  );
  return (painter) => {
    const own = queues[painter]?.shift();
    if (own !== undefined) return own;
    const longest = queues.toSorted((a, b) => b.length - a.length)[0];
    return longest?.pop();
  };
}
