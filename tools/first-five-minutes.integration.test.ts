// A stranger's first five minutes, as the texts promise them: a fresh checkout, every documented and every printed command.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { documentedCommands } from "./documented-commands.ts";
import { type FreshCheckout, freshCheckout } from "./fresh-checkout.ts";

const minutes = 60_000;
let checkout: FreshCheckout;
let started: ChildProcess | undefined;

beforeAll(() => {
  checkout = freshCheckout();
}, 2 * minutes);
afterAll(async () => {
  if (started?.pid !== undefined && started.exitCode === null && started.signalCode === null) {
    process.kill(-started.pid, "SIGKILL");
    await once(started, "exit");
  }
  checkout.remove();
});

function shell(command: string) {
  const { PAIRLAB_DATA_DIR: _, ...env } = process.env;
  const done = spawnSync("bash", ["-c", command], { cwd: checkout.folder, env, encoding: "utf8" });
  return { status: done.status, said: `${done.stdout}\n${done.stderr}` };
}

test("npm start prepares everything in a fresh checkout, and every documented or printed command runs as written", {
  timeout: 15 * minutes,
}, () => {
  const first = shell("npm start -- --no-serve");
  expect(first.said).toMatch(/ready in \d+/);
  expect(first.status).toBe(0);

  const readme = readFileSync(path.join(checkout.folder, "README.md"), "utf8");
  const commands = documentedCommands(`${readme}\n${first.said}`).filter(
    (command) => !/^npm (start|test)/.test(command), // the one ran above, the other runs this
  );
  expect(commands.length).toBeGreaterThanOrEqual(3);
  for (const command of commands) {
    const { status, said } = shell(command);
    expect(`${command}: exit ${status}\n${status === 0 ? "" : said}`).toBe(`${command}: exit 0\n`);
  }
});

test("a second npm start moves on from a taken port, says so, and its three links answer 200", {
  timeout: 5 * minutes,
}, async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const server = spawn("npm", ["start", "--", "--port", String(port)], {
    cwd: checkout.folder,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  started = server;
  let said = "";
  const links = await new Promise<string[]>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+\/\S+/g) ?? [];
      if (found.length >= 3 && /Ctrl-C/.test(said)) resolve(found.slice(0, 3));
    };
    server.stdout?.on("data", listen);
    server.stderr?.on("data", listen);
    server.once("exit", () => reject(new Error(said)));
  });
  taken.close();
  expect(said).toContain(`port ${port} is taken`);
  for (const link of links) {
    expect(link).not.toContain(`:${port}/`);
    expect(`${link} ${(await fetch(link)).status}`).toBe(`${link} 200`);
  }
  server.removeAllListeners("exit");
  if (server.pid !== undefined) process.kill(-server.pid, "SIGINT"); // as a terminal does on Ctrl-C
  await once(server, "close");
  expect(said).toContain("stopped; npm start goes on from here");
});
