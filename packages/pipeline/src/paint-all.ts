import type { Provider } from "@pairlab/domain/provider";
import type { KeyedJob } from "./inspect-run.ts";
import { createPainterPool } from "./painter-pool.ts";
import type { Painter } from "./painting.ts";

export interface PaintAllOptions {
  threads: { workers: number; threads: number };
  provider: Provider;
  /** Finish the pictures in hand and stop. */
  signal: AbortSignal;
}

/** Each painter takes the next job until there is none, or until it is told to stop. */
export async function paintAll(
  todo: readonly KeyedJob[],
  { threads: { workers, threads }, provider, signal }: PaintAllOptions,
  paint: (painter: Painter, job: KeyedJob) => Promise<void>,
): Promise<void> {
  const pool = createPainterPool({ threads, provider }, Math.min(workers, todo.length));
  const queue = todo.values();
  let broken = false;
  const lane = async (painter: Painter): Promise<void> => {
    for (const job of queue) {
      if (signal.aborted || broken) return;
      await paint(painter, job).catch((error: unknown) => {
        broken = true;
        throw error;
      });
    }
  };
  // Every lane ends by itself, so that what is in hand is stored or given up before this returns.
  const ended = await Promise.allSettled(pool.painters.map(lane));
  await pool.close();
  for (const end of ended) if (end.status === "rejected") throw end.reason;
}
