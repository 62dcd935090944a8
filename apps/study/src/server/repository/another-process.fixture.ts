import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

/** One thing that somebody does in another process. */
export interface Act {
  id: string;
  act: "start" | "answer" | "finish";
  atMs: number;
}

/** Another process on the same database file: libsql's calls block, so only processes truly race. */
export async function anotherProcess(file: string) {
  const program = path.join(import.meta.dirname, "participant.fixture.ts");
  const child = spawn(process.execPath, ["--import", "tsx", program, file], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  await lines.next(); // it is ready
  return {
    async does(act: Act): Promise<unknown> {
      child.stdin.write(`${JSON.stringify(act)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`the other process ended in ${JSON.stringify(act)}`);
      return JSON.parse(value);
    },
    async end(): Promise<void> {
      const ended = once(child, "exit");
      child.stdin.end();
      await ended;
    },
  };
}
