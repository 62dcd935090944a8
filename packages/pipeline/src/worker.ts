import { parentPort, workerData } from "node:worker_threads";
import { KnownError } from "@pairlab/domain/errors";
import { createPainter } from "./painter.ts";
import { PaintMessage, type PaintReply, WorkerSetup } from "./worker-messages.ts";

// A thread of its own, since the runtime blocks the thread it runs on. One picture at a time.
const painter = createPainter(WorkerSetup.parse(workerData), () => performance.now());

parentPort?.on("message", async (message: unknown) => {
  const reply = await answer(message);
  const moved =
    reply.status === "painted"
      ? [reply.painting.latents.buffer, reply.painting.pixels.rgb.buffer].filter(
          (buffer) => buffer instanceof ArrayBuffer,
        )
      : [];
  parentPort?.postMessage(reply, moved);
});

async function answer(message: unknown): Promise<PaintReply> {
  try {
    const painting = await painter.paint(PaintMessage.parse(message));
    return { status: "painted", painting: { ...painting, warnings: [...painting.warnings] } };
  } catch (error) {
    if (!(error instanceof KnownError))
      return {
        status: "bug",
        stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
      };
    const { kind, message: text, hint, code } = error;
    return {
      status: "failed",
      kind,
      message: text,
      ...(hint === undefined ? {} : { hint }),
      ...(code === undefined ? {} : { code }),
    };
  }
}
