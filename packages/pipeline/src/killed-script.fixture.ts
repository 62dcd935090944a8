import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "vitest";

/**
 * Runs a script of this folder in another process and kills it so long after it has said a line.
 *
 * Result: false when it was done before.
 */
export async function killedScript(
  script: string,
  args: readonly string[],
  { line, delayMs }: { line: string; delayMs: number },
): Promise<boolean> {
  const file = path.join(import.meta.dirname, script);
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: import.meta.dirname,
  });
  const ended = once(child, "exit");
  // Read on until the end: a closed pipe would end the script before the kill does.
  const said = new Promise<void>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text) => {
      if (String(text).includes(line)) resolve();
    });
  });
  await Promise.race([said, ended]);
  await wait(delayMs);
  child.kill("SIGKILL");
  const [code, signal] = await ended;
  expect([0, null], "the script failed before it was killed").toContain(code);
  return signal === "SIGKILL";
}
