import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import type { StateFolders } from "./state-folders.ts";

/** A running study app. */
export interface StudyApp {
  origin: string;
  /** Resolves when the server has ended, by itself or by `stop`. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

const readyWithinMs = 60_000;

/** Builds the app; returns at once when nothing it is made of has changed. */
export async function buildStudyApp(root: string): Promise<void> {
  const words = ["run", "build", "--filter=@pairlab/study"];
  const builder = spawn(process.execPath, [path.join(root, "tools/turbo.mjs"), ...words], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  const [status] = await once(builder, "exit");
  if (status !== 0)
    throw new KnownError("missing", "missing app: next build did not succeed", {
      hint: "see the messages above; `npm test` shows what is wrong with the sources",
    });
}

/** Serves the built app on the loopback interface and waits until it answers. */
export async function serveStudyApp(
  root: string,
  { data, reports }: Pick<StateFolders, "data" | "reports">,
  port: number,
): Promise<StudyApp> {
  const folder = path.join(root, "apps/study");
  const words = [path.join(folder, "serve.mjs"), "-H", "127.0.0.1", "-p", String(port)];
  const server = spawn(process.execPath, words, {
    cwd: folder,
    env: {
      // biome-ignore lint/style/noProcessEnv: the child needs the parent's environment, whatever it holds
      ...process.env,
      PAIRLAB_DATA_DIR: data,
      PAIRLAB_REPORTS_DIR: reports,
      NEXT_TELEMETRY_DISABLED: "1",
    },
    stdio: ["ignore", "ignore", 2],
  });
  const ended = once(server, "exit").then(() => undefined);
  const origin = `http://127.0.0.1:${port}`;
  await answering(origin, server);
  return {
    origin,
    ended,
    stop: async () => {
      server.kill("SIGTERM");
      await ended;
    },
  };
}

async function answering(origin: string, server: ChildProcess): Promise<void> {
  const deadline = performance.now() + readyWithinMs;
  while (performance.now() < deadline && server.exitCode === null) {
    const status = await fetch(origin).then(
      (answer) => answer.status,
      () => undefined, // not listening yet
    );
    if (status !== undefined && status < 500) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  server.kill("SIGTERM");
  throw new KnownError("missing", `missing answer from the app at ${origin}`, {
    hint: "see its messages above, then run npm start again",
  });
}
