const smallBytes = 200_000_000;

/**
 * How many painters work at once, and with how many threads each.
 *
 * Small models gain nothing from several threads: one each, several painters, and the same bits on any
 * number of cores. A large one gets all cores and all memory.
 */
export function paintingThreads(
  cores: number,
  modelSizesBytes: readonly number[],
): { workers: number; threads: number } {
  const large = modelSizesBytes.some((size) => size > smallBytes);
  return large ? { workers: 1, threads: cores } : { workers: Math.min(cores, 4), threads: 1 };
}
