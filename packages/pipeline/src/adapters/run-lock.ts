import { link, mkdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { z } from "zod";
import { draftIn, isRunning } from "./drafts.ts";
import { storeFailure } from "./store-failure.ts";

const Holder = z.object({ pid: z.int(), host: z.string() });

/** Gives a run's folder free again. */
export type Release = () => Promise<void>;

/**
 * Keeps a run's folder for this process until it is released, so that no two write one manifest.
 *
 * A lock whose process is gone is taken over; one of another machine stays until somebody deletes it.
 * Throws: KnownError: conflict when another process has it, missing where it can't be written.
 */
export async function lockRun(runFolder: string): Promise<Release> {
  const lock = path.join(runFolder, ".lock");
  const own = JSON.stringify({ pid: process.pid, host: os.hostname(), id: draftIn("") });
  try {
    await mkdir(runFolder, { recursive: true });
    while (!(await placed(lock, own))) await removeIfLeft(lock);
  } catch (error) {
    throw storeFailure(error, runFolder);
  }
  return async () => {
    if ((await readFile(lock, "utf8").catch(() => "")) === own) await rm(lock, { force: true });
    await rmdir(runFolder).catch(() => undefined); // nothing was made; a folder with something in it stays
  };
}

/** Puts the lock there whole; false when one is there. */
async function placed(lock: string, text: string): Promise<boolean> {
  const draft = draftIn(path.dirname(lock));
  try {
    await writeFile(draft, text);
    await link(draft, lock).catch((error: unknown) => {
      if (isCode(error, "EEXIST")) throw error;
      return writeFile(lock, text, { flag: "wx" }); // a file system without links
    });
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Moves a lock away whose process is gone. Throws: KnownError (conflict) for one that is held. */
async function removeIfLeft(lock: string): Promise<void> {
  const text = await readFile(lock, "utf8").catch(() => undefined);
  if (text === undefined) return; // released meanwhile
  const holder = holderOf(text);
  const isGone = holder?.host === os.hostname() && !isRunning(holder.pid);
  if (!isGone) throw held(lock, holder);
  const aside = draftIn(path.dirname(lock));
  await rename(lock, aside).catch(() => undefined); // another one was faster
  const moved = await readFile(aside, "utf8").catch(() => text);
  if (moved !== text) await link(aside, lock).catch(() => undefined); // it had been taken over: put it back
  await rm(aside, { force: true });
}

function holderOf(text: string): z.infer<typeof Holder> | undefined {
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const held = (lock: string, holder: z.infer<typeof Holder> | undefined) =>
  new KnownError(
    "conflict",
    `duplicate run: ${path.basename(path.dirname(lock))} is being made${
      holder === undefined ? "" : ` by process ${holder.pid} on ${holder.host}`
    } (${lock})`,
    {
      code: "RUN_LOCKED",
      hint: "wait for it, or give this run another name; delete that file if nothing is running",
    },
  );

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
