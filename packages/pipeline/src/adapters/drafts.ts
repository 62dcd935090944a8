import { randomBytes } from "node:crypto";
import { open, readdir, rm } from "node:fs/promises";
import path from "node:path";

/** A name in a folder for what isn't finished yet; it says whose it is. */
export const draftIn = (folder: string): string =>
  path.join(folder, `.draft-${process.pid}-${randomBytes(6).toString("hex")}`);

/** Removes the drafts that processes which are gone left in a folder. */
export async function sweepDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = /^\.draft-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

/** Makes names in a folder survive a power cut, where the system can do that to a folder. */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  try {
    await handle?.sync();
  } finally {
    await handle?.close();
  }
}

/** Whether a process of this machine is alive. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0); // signal 0 asks, it doesn't end anything
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
