import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Runs a script of this folder in another process and kills it so long after it has said a line. */
export async function killedScript(
  script: string,
  args: readonly string[],
  { line, delayMs }: { line: string; delayMs: number },
): Promise<void> {
  const file = path.join(import.meta.dirname, script);
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: import.meta.dirname,
  });
  const ended = once(child, "exit");
  for await (const text of child.stdout.setEncoding("utf8"))
    if (typeof text === "string" && text.includes(line)) break;
  await wait(delayMs);
  child.kill("SIGKILL");
  await ended;
}
