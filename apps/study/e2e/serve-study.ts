import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import path from "node:path";

const folder = path.resolve(import.meta.dirname, "..");
const next = createRequire(path.join(folder, "package.json")).resolve("next/dist/bin/next");
// biome-ignore lint/style/noProcessEnv: the child needs the parent's environment, whatever it holds
const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };

export interface Served {
  origin: string;
  port: number;
  /** What it has said on stderr since this was last asked: nothing, unless something went wrong. */
  complaints(): string;
  /** Kills it: no orderly end is needed, since what was acknowledged is on the disk. */
  stop(): Promise<void>;
}

/** The real app, built if its sources are newer than its build, serving a state folder on loopback. */
export async function serveStudy(dataDir: string, wantedPort?: number): Promise<Served> {
  if (wantedPort === undefined) buildIfStale(); // who serves again has built
  const port = wantedPort ?? (await freePort());
  const words = [path.join(folder, "serve.mjs"), "-H", "127.0.0.1", "-p", String(port)];
  const server = spawn(process.execPath, words, {
    cwd: folder,
    env: { ...environment, NODE_ENV: "production", PAIRLAB_DATA_DIR: dataDir },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  server.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const complaints = () => {
    const heard = said;
    said = "";
    return heard;
  };
  const origin = `http://127.0.0.1:${port}`;
  await answering(origin, server, complaints);
  return {
    ...{ origin, port, complaints },
    stop: async () => {
      const ended = once(server, "exit");
      server.kill("SIGKILL");
      await ended;
    },
  };
}

function buildIfStale(): void {
  const built = path.join(folder, ".next/BUILD_ID");
  const madeAt = existsSync(built) ? statSync(built).mtimeMs : 0;
  const sources = [
    ...filesBelow(path.join(folder, "src")),
    ...["build-stage.mjs", "next.config.ts", "package.json"].map((file) => path.join(folder, file)),
    ...["domain", "metrics"].flatMap((name) =>
      filesBelow(path.resolve(folder, "../../packages", name, "src")),
    ),
    ...filesBelow(path.resolve(folder, "../../prisma/src")),
  ];
  if (sources.every((file) => statSync(file).mtimeMs < madeAt)) return;
  for (const words of [[path.join(folder, "build-stage.mjs")], [next, "build"]]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, words, {
      cwd: folder,
      env: { ...environment, NODE_ENV: "production" },
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`${words.join(" ")} failed\n${stdout}\n${stderr}`);
  }
}

const filesBelow = (below: string): string[] =>
  readdirSync(below, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function answering(
  origin: string,
  server: ChildProcess,
  complaints: () => string,
): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (server.exitCode !== null)
      throw new Error(`the server ended with ${server.exitCode}: ${complaints()}`);
    const status = await fetch(origin).then(
      ({ status: found }) => found,
      () => undefined, // not listening yet
    );
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no answer from ${origin}`);
}
