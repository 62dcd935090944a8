import { readFileSync } from "node:fs";
import os from "node:os";
import { fileCacheBytes } from "../core/file-cache.ts";

/**
 * Bytes that the system would give without swapping.
 *
 * Under a container's limit Node counts cached files as used, so that hashing a model's files would leave no room for
 * the model; they are added again. Older versions of Node only know what is free.
 */
export function availableMemory(): number {
  if (typeof process.availableMemory !== "function") return os.freemem();
  const isLimited = process.constrainedMemory() < os.totalmem();
  const cached = isLimited ? fileCacheBytes(groupStat()) : 0;
  return Math.min(process.availableMemory() + cached, os.totalmem());
}

/** memory.stat of the group that this process is in; empty where there is none. */
function groupStat(): string {
  const group = /^0::(.*)$/m.exec(textOf("/proc/self/cgroup"))?.[1] ?? "/";
  return textOf(`/sys/fs/cgroup${group}/memory.stat`);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
