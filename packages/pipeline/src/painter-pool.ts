import { Worker } from "node:worker_threads";
import { KnownError } from "@pairlab/domain/errors";
import type { Painter } from "./painting.ts";
import { PaintReply, type WorkerSetup } from "./worker-messages.ts";

/** Painters in threads of their own. */
export interface PainterPool {
  painters: readonly Painter[];
  close(): Promise<void>;
}

/** Starts `size` painting threads; each paints one picture at a time. */
export function createPainterPool(setup: WorkerSetup, size: number): PainterPool {
  const workers = Array.from({ length: size }, () => startWorker(setup));
  return {
    painters: workers.map(remotePainter),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

const startWorker = (setup: WorkerSetup): Worker =>
  new Worker(new URL("../bin/worker-entry.mjs", import.meta.url), { workerData: setup });

function remotePainter(worker: Worker): Painter {
  return {
    paint: async (request) => {
      const reply = PaintReply.parse(await exchange(worker, request));
      if (reply.status === "painted") return reply.painting;
      if (reply.status === "bug") throw new Error(`painting thread: ${reply.stack}`);
      const { kind, message, hint, code } = reply;
      throw new KnownError(kind, message, {
        ...(hint === undefined ? {} : { hint }),
        ...(code === undefined ? {} : { code }),
      });
    },
  };
}

/** One message and its answer, or the thread's death, whichever comes first. */
const exchange = (worker: Worker, message: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const settled = (act: () => void) => {
      worker.off("message", answered).off("error", failed).off("exit", ended);
      act();
    };
    const answered = (reply: unknown) => settled(() => resolve(reply));
    const failed = (cause: Error) =>
      settled(() => reject(new Error(`a painting thread failed: ${cause.message}`, { cause })));
    const ended = (code: number) =>
      settled(() => reject(new Error(`a painting thread ended by itself with code ${code}`)));
    worker.on("message", answered).on("error", failed).on("exit", ended);
    worker.postMessage(message);
  });
