import type { Provider } from "@pairlab/domain/provider";
import { jobQueues } from "./core/job-queues.ts";
import type { KeyedJob } from "./inspect-run.ts";
import { createPainterPool } from "./painter-pool.ts";
import type { Painter } from "./painting.ts";

export interface PaintAllOptions {
  threads: { workers: number; threads: number };
  provider: Provider;
  /** Finish the pictures in hand and stop. */
  signal: AbortSignal;
}

/** What is done with each job, in two parts. */
export interface PaintSteps<T> {
  /** The painter's part. */
  paint(painter: Painter, job: KeyedJob): Promise<T>;
  /** The rest, while the painter is at its next picture already. */
  keep(job: KeyedJob, painted: T): Promise<void>;
}

/**
 * Each painter takes its next job until there is none, or until it is told to stop; prompts are dealt to painters.
 *
 * Of each painter one picture at most waits to be kept. Throws: what a step throws first, after all that was in hand
 * is kept or given up.
 */
export async function paintAll<T>(
  todo: readonly KeyedJob[],
  { threads: { workers, threads }, provider, signal }: PaintAllOptions,
  { paint, keep }: PaintSteps<T>,
): Promise<void> {
  const pool = createPainterPool({ threads, provider }, Math.min(workers, todo.length));
  const next = jobQueues(todo, pool.painters.length);
  const failures: unknown[] = [];
  const noted = (work: Promise<void>) => work.catch((error: unknown) => void failures.push(error));
  const lane = async (painter: Painter, index: number): Promise<void> => {
    let keeping = Promise.resolve<unknown>(undefined);
    for (let job = next(index); job !== undefined; job = next(index)) {
      if (signal.aborted || failures.length > 0) break;
      const painted = await paint(painter, job);
      await keeping;
      keeping = noted(keep(job, painted));
    }
    await keeping;
  };
  await Promise.all(pool.painters.map((painter, index) => noted(lane(painter, index))));
  await pool.close();
  if (failures.length > 0) throw failures[0];
}
