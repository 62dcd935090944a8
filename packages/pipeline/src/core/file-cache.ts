/**
 * Bytes of files that a group of processes keeps in memory, which the system gives back when asked.
 *
 * `memoryStat`: the content of a cgroup's memory.stat (Linux, version 2).
 */
export function fileCacheBytes(memoryStat: string): number {
  const counted = /^(?:in)?active_file (\d+)$/gm;
  return [...memoryStat.matchAll(counted)].reduce((sum, [, bytes]) => sum + Number(bytes), 0);
}
